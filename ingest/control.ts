import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Fatal, messageOf, Retriable } from "./base/errors.ts";
import type { Json } from "./sources/source.ts";

const busyTimeoutMs = 5000;

const schema = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists cursors (
    log text not null, stream text not null, cursor text not null, updated_at integer not null,
    primary key (log, stream)
  );
  create table if not exists facts (name text primary key, value text not null);
`;

/** What ingest remembers between runs: cursors of streams, and facts. Several processes may have it open. */
export interface Control extends Disposable {
  /** What is in one log says nothing of another: a new log has every stream start over. */
  cursor(logId: string, stream: string): Json | undefined;
  saveCursor(logId: string, stream: string, cursor: Json): void;
  fact(name: "real posts landed"): boolean;
  setFact(name: "real posts landed"): void;
}

/** Opens `DATA_DIR/control.sqlite`. @throws {Fatal} when it cannot be opened or, later, written; {Retriable} when it is busy. */
export function openControl(dataDir: string): Control {
  const path = join(dataDir, "control.sqlite");
  const db = attempt(`Cannot open cursors "${path}"`, () => {
    Deno.mkdirSync(dataDir, { recursive: true });
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    db.exec(schema);
    return db;
  });
  const read = db.prepare("select cursor from cursors where log = ? and stream = ?");
  const write = db.prepare(`insert into cursors values (?, ?, ?, ?)
    on conflict do update set cursor = excluded.cursor, updated_at = excluded.updated_at`);
  const readFact = db.prepare("select value from facts where name = ?");
  const writeFact = db.prepare("insert into facts values (?, 'yes') on conflict do nothing");
  return {
    cursor(logId, stream) {
      return attempt(`Cannot read cursor of "${stream}" in "${path}"`, () => {
        const row = read.get(logId, stream);
        return row === undefined ? undefined : JSON.parse(row.cursor as string);
      });
    },
    saveCursor(logId, stream, cursor) {
      attempt(
        `Cannot store cursor of "${stream}" in "${path}"`,
        () => write.run(logId, stream, JSON.stringify(cursor), Date.now()),
      );
    },
    fact: (name) => readFact.get(name) !== undefined,
    setFact(name) {
      writeFact.run(name);
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
    throw new Kind(`${cannot}: ${reason}`, { cause: error });
  }
}
