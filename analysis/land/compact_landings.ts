import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { Connection } from "../store/duckdb.ts";

const hourMs = 3_600_000;
/** How long each landing keeps a row of its own: there may be four a second. */
const keepMs = 7 * 24 * hourMs;

/**
 * Sums the landings of each hour up into one row with the number and time of the last, where the whole hour is more than
 * 7 days before `now` (UTC milliseconds). What they counted, and the newest number, stay the same.
 */
export async function compactLandings(connection: Connection, now: number): Promise<void> {
  const before = Math.floor((now - keepMs) / hourMs) * hourMs;
  await sumUp(connection, `landed_at < make_timestamp(${before} * 1000)`).catch((error) => {
    throw new Fatal(`Cannot sum up old landings: ${messageOf(error)}`, { cause: error });
  });
}

async function sumUp(connection: Connection, old: string): Promise<void> {
  await connection.exec(`
    begin;
    create or replace temp table hours_of_landings as
      select max(landing) as landing, max(landed_at) as landed_at, sum(posts)::bigint as posts,
        sum(duplicates)::bigint as duplicates, sum(dead)::bigint as dead,
        sum(changed)::bigint as changed
      from base.landings where ${old} group by date_trunc('hour', landed_at) having count(*) > 1;
    delete from base.landings where ${old} and date_trunc('hour', landed_at) in
      (select date_trunc('hour', landed_at) from hours_of_landings);
    insert into base.landings by name select * from hours_of_landings;
    drop table hours_of_landings;
  `);
  faultPoint("landings: summed");
  await connection.exec("commit");
}
