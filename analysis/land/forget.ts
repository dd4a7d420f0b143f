import type { Forget } from "../../ingest/forget.ts";
import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";
import { waitMs } from "./deletions.ts";
import type { Lander } from "./lander.ts";
import { insertMinutes, measured } from "./minutes.ts";

const isForgotten = (of: string, arrived: string) =>
  `exists (from forgotten f where f.stream = ${of}.stream and ${of}.${arrived} <= f.until)`;

/** Forgets orders that are older than all that the log may bring again, by far; `now` in UTC milliseconds. */
export async function dropOldForgotten(connection: Connection, now: number): Promise<void> {
  await connection.rows("delete from base.forgotten where until < $1", [{
    type: "time",
    value: now - waitMs,
  }]);
}

/**
 * Deletes what streams have brought, in the open transaction of the landing: posts, counters, dead letters, coverage, and what
 * was counted of them. What arrived until then is refused from now on.
 * @returns the sources of which nothing is left.
 */
export async function forgetStreams(
  connection: Connection,
  orders: Forget[],
  landing: number,
  now: number,
): Promise<string[]> {
  const binds = orders.flatMap(({ stream, until }): Bind[] => [
    { type: "text", value: stream },
    { type: "time", value: until },
  ]);
  const rows = orders.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`).join(", ");
  await connection.rows(
    `create or replace temp table forgotten as
      select stream, max(until) as until from (values ${rows}) v(stream, until) group by stream`,
    binds,
  );
  await connection.exec(`
    insert into base.forgotten from forgotten on conflict do update set until = greatest(until, excluded.until);
    create or replace temp table forgotten_posts as
      select rowid as old_row, source, id, landing, deleted_at, created_at, ${
    measured.join(", ")
  } from base.posts p
      where ${isForgotten("p", "received_at")};
    create or replace temp table forgotten_letters as
      select id, landing from base.dead_letters d where ${isForgotten("d", "refused_at")};
  `);
  await takeBack(connection, "posts", "forgotten_posts");
  await takeBack(connection, "dead", "forgotten_letters");
  await connection.exec(
    insertMinutes(`(select -1 as sign, created_at, source, ${measured.join(", ")} from forgotten_posts)`),
  );
  // A row that is gone can keep its text from coming back no more.
  await connection.rows(
    `insert into base.tombstones select source, 'post', id, deleted_at, $1::bigint, $2 from forgotten_posts
      where deleted_at is not null`,
    [{ type: "number", value: landing }, { type: "time", value: now + waitMs }],
  );
  await connection.exec(`
    delete from base.posts where rowid in (select old_row from forgotten_posts);
    delete from base.engagement e where exists (from forgotten_posts p where p.source = e.source and p.id = e.id)
      or (${isForgotten("e", "received_at")}
        and not exists (from base.posts p where p.source = e.source and p.id = e.id));
    delete from base.settled_letters where letter in (select id from forgotten_letters);
    delete from base.dead_letters where id in (select id from forgotten_letters);
    delete from base.coverage c where kind <> 'state' and ${isForgotten("c", "noticed_at")};
  `);
  return await recountSources(connection);
}

/** Takes out of what is staged all that arrived before its stream was forgotten, in the open transaction of the landing. */
export async function dropForgotten({ connection }: Lander, hasReadings: boolean): Promise<void> {
  for (const table of hasReadings ? ["staged", "readings"] : ["staged"]) {
    await connection.exec(
      `delete from ${table} t using base.forgotten f where t.stream = f.stream and t.received_at <= f.until`,
    );
  }
}

/** Dead letters or coverage without what arrived before its stream was forgotten, earlier or by these orders. */
export async function keepUnforgotten(
  { connection, hasForgotten }: Lander,
  lines: string[],
  orders: Forget[],
): Promise<string[]> {
  if (lines.length === 0 || !(hasForgotten || orders.length > 0)) return lines;
  const rows = await connection.rows<{ stream: string; until: number }>(
    "select stream, until from base.forgotten",
  );
  const until = new Map([...rows, ...orders].map(({ stream, until }) => [stream, until]));
  return lines.filter((line) => {
    const { stream, at } = JSON.parse(line);
    return !(at <= (until.get(stream) ?? -Infinity));
  });
}

// Landings that were summed up stand in the next one that has a row.
async function takeBack(connection: Connection, column: "posts" | "dead", rows: string): Promise<void> {
  await connection.exec(`
    update base.landings l set ${column} = l.${column} - g.gone from (
      select o.landing, sum(gone) as gone
      from (select landing, count(*) as gone from ${rows} group by landing) r
      asof join (select landing from base.landings) o on r.landing <= o.landing group by o.landing
    ) g where l.landing = g.landing`);
}

async function recountSources(connection: Connection): Promise<string[]> {
  await connection.exec(`
    create or replace temp table touched as from base.sources where source in (select source from forgotten_posts);
    delete from base.sources where source in (select source from touched);
    insert into base.sources
      select source, count(*), min(created_at),
        max(created_at) filter (created_at <= received_at + interval 1 minute), any_value(t.unstable)
      from base.posts join touched t using (source) group by source;
  `);
  const gone = await connection.rows<{ source: string }>(
    "select source from touched anti join base.sources using (source)",
  );
  return gone.map(({ source }) => source);
}
