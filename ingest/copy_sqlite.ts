import { backup, DatabaseSync } from "node:sqlite";
import { Fatal } from "./base/errors.ts";
import { sqliteReason } from "./base/sqlite_reason.ts";

const busyTimeoutMs = 5000;
/** All at once, so that what others write meanwhile does not make it begin again. */
const pagesAStep = 2 ** 31 - 1;

/** Copies a database of SQLite as it is at one moment, while others write to it. @throws {Fatal} naming what cannot be read or written. */
export async function copySqlite(from: string, to: string): Promise<void> {
  try {
    await Deno.stat(from);
    const db = new DatabaseSync(from, { timeout: busyTimeoutMs });
    try {
      await backup(db, to, { rate: pagesAStep });
    } finally {
      db.close();
    }
  } catch (error) {
    throw new Fatal(`Cannot copy "${from}" to "${to}": ${sqliteReason(error)}`, { cause: error });
  }
}
