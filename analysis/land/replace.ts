import type { Lander } from "./lander.ts";
import { counters, insertMinutes, measured } from "./minutes.ts";
import { noSpan, readSpan, type Span } from "./searches.ts";

/** What was replaced. */
export interface Replaced {
  posts: number;
  /** Those of them that were edited. */
  edits: number;
  /** The event time of all. */
  span: Span;
}

const before = measured.map((name) => `p.${name} as old_${name}`).join(", ");

/**
 * Replaces landed posts by what the temporary tables `gone` (old_row, gone_at) and `edits` say of them: rows, and the rollup by
 * their difference. An update of a list column would do the same, but read all of each row.
 * @param row the number of the first new version.
 */
export async function replacePosts(
  { connection, emptied }: Lander,
  landing: number,
  row: number,
  what: { gone: boolean; edits: boolean },
): Promise<Replaced> {
  const changed = `${landing} as changed_in, p.rowid as old_row, ${before}`;
  const news: string[] = [];
  if (what.gone) {
    news.push(
      `select p.* replace (g.gone_at as deleted_at, ${emptied}, ${landing}::bigint as changed_in),
      p.rowid as old_row, ${before} from base.posts p join gone g on p.rowid = g.old_row`,
    );
  }
  if (what.edits) {
    const newCounters = counters.map((name) =>
      `if(p.engagement_at is null, e.${name}, p.${name}) as ${name}`
    );
    const kept = ["created_at", "received_at", "stream", "landing", "landed_at", "engagement_at", "row_no"];
    const excluded = [
      "i",
      "unstable",
      "old_row",
      ...kept.filter((name) => !name.startsWith("land") && name !== "row_no"),
      ...counters,
    ];
    news.push(`select e.* exclude (${excluded.join(", ")}), ${kept.map((name) => `p.${name}`).join(", ")},
      ${newCounters.join(", ")}, ${changed}
      from base.posts p join edits e on p.rowid = e.old_row
      ${what.gone ? "where e.old_row not in (select old_row from gone)" : ""}`);
  }
  if (news.length === 0) return { posts: 0, edits: 0, span: noSpan };
  await connection.exec(`create or replace temp table replaced as ${news.join(" union all by name ")}`);
  const [count] = await connection.rows<{ posts: number; edits: number }>(
    "select count(*) as posts, count(*) filter (deleted_at is null) as edits from replaced",
  );
  const span = await readSpan(connection, "replaced");
  if (count!.posts === 0) return { ...count!, span };
  const old = measured.map((name) => `old_${name} as ${name}`).join(", ");
  await connection.exec(
    insertMinutes(`(select 1 as sign, created_at, source, ${measured.join(", ")} from replaced union all
      select -1, created_at, source, ${old} from replaced)`),
  );
  await connection.exec("delete from base.posts where rowid in (select old_row from replaced)");
  await connection.exec(`insert into base.posts by name
    select * exclude (old_row, ${measured.map((name) => `old_${name}`).join(", ")})
      replace (${row} + row_number() over () - 1 as row_no) from replaced`);
  return { ...count!, span };
}
