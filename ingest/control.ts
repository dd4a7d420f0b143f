import { DatabaseSync } from "node:sqlite";
import { Fatal, messageOf, Retriable } from "./base/errors.ts";
import { sqliteReason } from "./base/sqlite_reason.ts";
import { controlPathOf } from "./data_files.ts";
import type { Json } from "./sources/source.ts";

const busyTimeoutMs = 5000;

const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
`;
/** Written into the file: cursors of another version are dropped, and streams start over. */
const version = 2;
const schema = `
  drop table if exists cursors;
  create table cursors (
    log text not null, stream text not null, cursor text not null, log_end integer not null,
    updated_at integer not null, primary key (log, stream)
  );
  create table if not exists facts (name text primary key, value text not null);
  pragma user_version = ${version};
`;

/** What ingest remembers between runs: cursors of streams, and facts. Several processes may have it open. */
export interface Control extends Disposable {
  /** What is in one log says nothing of another: a new log has every stream start over. */
  cursor(logId: string, stream: string): Json | undefined;
  /** `logEnd` is the end of the log with what the cursor stands for on it. */
  saveCursor(logId: string, stream: string, cursor: Json, logEnd: bigint): void;
  /** How far the log went at least when the newest of its cursors was stored; 0 without any. */
  furthestEnd(logId: string): bigint;
  fact(name: "real posts landed"): boolean;
  setFact(name: "real posts landed"): void;
}

/** Opens `DATA_DIR/control.sqlite`. @throws {Fatal} when it cannot be opened or, later, written; {Retriable} when it is busy. */
export function openControl(dataDir: string): Control {
  const path = controlPathOf(dataDir);
  const db = attempt(`Cannot open cursors "${path}"`, () => {
    Deno.mkdirSync(dataDir, { recursive: true });
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    db.exec(pragmas);
    db.exec("begin immediate");
    if (db.prepare("pragma user_version").get()!.user_version !== version) db.exec(schema);
    db.exec("commit");
    return db;
  });
  const read = db.prepare("select cursor from cursors where log = ? and stream = ?");
  const write = db.prepare(`insert into cursors values (?, ?, ?, ?, ?) on conflict do update
    set cursor = excluded.cursor, log_end = excluded.log_end, updated_at = excluded.updated_at`);
  const readEnd = db.prepare("select coalesce(max(log_end), 0) as furthest from cursors where log = ?");
  const readFact = db.prepare("select value from facts where name = ?");
  const writeFact = db.prepare("insert into facts values (?, 'yes') on conflict do nothing");
  return {
    cursor(logId, stream) {
      return attempt(`Cannot read cursor of "${stream}" in "${path}"`, () => {
        const row = read.get(logId, stream);
        return row === undefined ? undefined : JSON.parse(row.cursor as string);
      });
    },
    saveCursor(logId, stream, cursor, logEnd) {
      attempt(
        `Cannot store cursor of "${stream}" in "${path}"`,
        () => write.run(logId, stream, JSON.stringify(cursor), logEnd, Date.now()),
      );
    },
    furthestEnd: (logId) =>
      attempt(`Cannot read "${path}"`, () => BigInt(Number(readEnd.get(logId)!.furthest))),
    fact: (name) => attempt(`Cannot read "${path}"`, () => readFact.get(name) !== undefined),
    setFact(name) {
      attempt(`Cannot note "${name}" in "${path}"`, () => writeFact.run(name));
    },
    [Symbol.dispose]: () => db.close(),
  };
}

function attempt<Result>(cannot: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    const reason = messageOf(error);
    const Kind = reason === "database is locked" ? Retriable : Fatal;
    throw new Kind(`${cannot}: ${sqliteReason(error)}`, { cause: error });
  }
}
