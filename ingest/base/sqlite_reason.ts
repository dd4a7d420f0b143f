import { messageOf } from "./errors.ts";

/** Why SQLite failed, and what to do about it where the file itself is bad. For files that sources fill again. */
export function sqliteReason(error: unknown): string {
  const reason = messageOf(error);
  const bad = /malformed|not a database/.test(reason);
  return bad ? `${reason}; put a good copy back, or delete it: sources then start over` : reason;
}
