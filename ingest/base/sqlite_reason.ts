import { Fatal, messageOf, Retriable } from "./errors.ts";

/** Why SQLite failed, and what to do about it where the file itself is bad. For files that sources fill again. */
export function sqliteReason(error: unknown): string {
  const reason = messageOf(error);
  const bad = /malformed|not a database/.test(reason);
  return bad ? `${reason}; put a good copy back, or delete it: sources then start over` : reason;
}

/** Does something with a SQLite file. @throws {Retriable} when it is busy; {Fatal} saying what `cannot` be done otherwise. */
export function attemptSqlite<Result>(cannot: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof Fatal) throw error;
    const Kind = messageOf(error) === "database is locked" ? Retriable : Fatal;
    throw new Kind(`${cannot}: ${sqliteReason(error)}`, { cause: error });
  }
}
