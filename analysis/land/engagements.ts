import type { Engagement } from "../../ingest/post.ts";
import type { Connection } from "../store/duckdb.ts";
import { counters, insertMinutes } from "./minutes.ts";
import { noSpan, noticeSlackMs, planSearches, readSpan, type Span } from "./searches.ts";
import { stageInto } from "./stage.ts";

const fields = JSON.stringify({
  source: "VARCHAR",
  stream: "VARCHAR",
  id: "VARCHAR",
  at: "BIGINT",
  receivedAt: "BIGINT",
  createdAt: "BIGINT",
  ...Object.fromEntries(counters.map((name) => [name, "BIGINT"])),
});
const list = counters.join(", ");
// Of two readings of one moment the greater holds, so that their order does not matter.
const rank = (of: string, at = "read_at", prefix = "") =>
  `(${of}.${at}, ${
    counters.map((name) => `coalesce(${of}.${prefix}${name}, -9007199254740992)`).join(", ")
  })`;

/** Puts counters, each once, into the temporary table `readings`, outside any transaction. */
export async function stageEngagements(connection: Connection, engagements: Engagement[]): Promise<void> {
  const absent = { createdAt: null, ...Object.fromEntries(counters.map((name) => [name, null])) };
  const lines = engagements.map((engagement) => JSON.stringify({ ...absent, ...engagement }));
  await stageInto(connection, "engagement_lines", lines);
  await connection.exec(`create or replace temp table readings as
    select source, id, make_timestamp("at" * 1000) as read_at, ${list}, min(stream) as stream,
      make_timestamp(min("receivedAt") * 1000) as received_at, make_timestamp(min("createdAt") * 1000) as created_at,
      bool_or("createdAt" is null) as unstable
    from (select unnest(from_json_strict(line, '${fields}')) from engagement_lines) group by source, id, "at", ${list}`);
}

/**
 * Keeps the readings that are new, in the open transaction of the landing.
 * @returns how many those are; the table `readings` is left with them.
 */
export async function keepReadings(connection: Connection, landing: number): Promise<number> {
  const same = ["source", "id", "read_at", ...counters].map((name) =>
    `e.${name} is not distinct from r.${name}`
  )
    .join(" and ");
  await connection.exec(`
    delete from readings r using base.engagement e where ${same};
    insert into base.engagement by name select * exclude (created_at, unstable), ${landing} as landing from readings;
  `);
  const [count] = await connection.rows<{ news: number }>("select count(*) as news from readings");
  return count!.news;
}

/** Gives posts of the table `staged` the newest counters that have waited for them. */
export async function countStaged(connection: Connection): Promise<void> {
  const set = counters.map((name) => `${name} = n.${name}`).join(", ");
  await connection.exec(`
    update staged set engagement_at = n.read_at, ${set} from (
      select s.i, e.* from staged s join base.engagement e using (source, id) where e.read_at >= s.created_at
      qualify row_number() over (partition by s.i order by ${rank("e")} desc) = 1
    ) n where staged.i = n.i`);
}

/** Gives landed posts the counters of the table `readings` where those are newer, and the rollup the difference. @returns their event time. */
export async function countLanded(
  connection: Connection,
  isUnstable: (source: string) => boolean,
): Promise<Span> {
  const { parts, binds } = await planSearches(connection, "readings", isUnstable, noticeSlackMs);
  const old = counters.map((name) => `${name} as old_${name}`).join(", ");
  const found = parts.map(({ wanted, landed }) =>
    `select r.source, r.read_at, ${counters.map((name) => `r.${name}`).join(", ")}, p.* exclude (source, id)
      from (from readings where ${wanted}) r
      join (select source, id, rowid as old_row, created_at, engagement_at, ${old} from base.posts where ${landed}) p
      using (source, id)
      where r.read_at >= p.created_at and (p.engagement_at is null or ${rank("r")} > ${
      rank("p", "engagement_at", "old_")
    })`
  );
  if (found.length === 0) return noSpan;
  await connection.rows(
    `create or replace temp table counted as from (${found.join(" union all by name ")}) c
      qualify row_number() over (partition by old_row order by ${rank("c")} desc) = 1`,
    binds,
  );
  const before = counters.map((name) => `old_${name} as ${name}`).join(", ");
  const about = "created_at, source, null::tinyint as mood, null::float as polarity";
  const set = counters.map((name) => `${name} = c.${name}`).join(", ");
  await connection.exec(
    insertMinutes(
      `(select 1 as sign, ${about}, ${list} from counted union all select -1, ${about}, ${before} from counted)`,
    ),
  );
  await connection.exec(
    `update base.posts p set engagement_at = c.read_at, ${set} from counted c where p.rowid = c.old_row`,
  );
  return await readSpan(connection, "counted");
}
