import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { Connection } from "../store/duckdb.ts";
import { counters } from "./minutes.ts";

// Rows that signed rollups may grow by before they are summed up; a view over them then takes some 10 ms.
const maxLooseRows = 200_000;

/**
 * Sums up the signed rows of the rollup `minutes` when they have grown by `maxLoose` since the last time. The sums, and
 * so what pages see, stay the same.
 * @returns the number of rows to pass as `compactedRows` next time.
 */
export async function compactMinutes(
  connection: Connection,
  compactedRows: number,
  maxLoose = maxLooseRows,
): Promise<number> {
  const rows = await countRows(connection);
  if (rows - compactedRows < maxLoose) return compactedRows;
  await sumUp(connection).catch((error) => {
    throw new Fatal(`Cannot sum up the rollup "minutes": ${messageOf(error)}`, { cause: error });
  });
  return await countRows(connection);
}

async function sumUp(connection: Connection): Promise<void> {
  await connection.exec(`
    begin;
    create or replace temp table sums as
      select minute, source, sum(posts)::bigint as posts, sum(negative)::bigint as negative,
        sum(neutral)::bigint as neutral, sum(positive)::bigint as positive, sum(polarity_sum) as polarity_sum,
        ${counters.map((name) => `sum(${name})::bigint as ${name}`).join(", ")}
      from base.minutes group by all having sum(posts) <> 0;
    delete from base.minutes;
    insert into base.minutes by name select * from sums order by minute;
    drop table sums;
  `);
  faultPoint("minutes: summed");
  await connection.exec("commit");
}

async function countRows(connection: Connection): Promise<number> {
  const [row] = await connection.rows<{ rows: number }>("select count(*) as rows from base.minutes");
  return row!.rows;
}
