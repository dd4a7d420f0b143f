import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import type { Connection } from "../store/duckdb.ts";

const keepDays = 7;

/**
 * Clears the bytes of dead letters that were settled more than 7 days before `now` (UTC milliseconds), which is as long as
 * the log keeps them; what they were, and what became of them, stays.
 */
export async function clearLetters(connection: Connection, now: number): Promise<void> {
  await connection.rows(
    `update base.dead_letters set bytes = ''::blob where bytes <> ''::blob and id in
      (select letter from base.settled_letters where settled_at < $1 - interval ${keepDays} days)`,
    [{ type: "time", value: now }],
  ).catch((error) => {
    throw new Fatal(`Cannot clear settled dead letters: ${messageOf(error)}`, { cause: error });
  });
}
