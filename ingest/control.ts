import { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import { Fatal } from "./base/errors.ts";
import { attemptSqlite } from "./base/sqlite_reason.ts";
import { controlPathOf } from "./data_files.ts";
import { type StreamTable, streamTable, streamTables } from "./registry/stream_table.ts";
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
    updated_at integer not null, crc integer, primary key (log, stream)
  );
  create table if not exists facts (name text primary key, value text not null);
  pragma user_version = ${version};
`;
const leases = `create table if not exists leases (
  stream text primary key, holder text not null, beat_at integer not null, done integer not null
)`;

/** Who reads a stream, `holder` empty: nobody. `beatAt` is when that one last said so, UTC milliseconds. */
export interface Lease {
  holder: string;
  beatAt: number;
  /** Whether the last holder has read it to its end. */
  done: boolean;
}

/** What ingest remembers between runs: cursors of streams, who reads which, and facts. Several processes may have it open. */
export interface Control extends Disposable {
  /** What is in one log says nothing of another: a new log has every stream start over. */
  cursor(logId: string, stream: string): Json | undefined;
  /**
   * `logEnd` is the end of the log with what the cursor stands for on it. False, and nothing is stored, where a `holder`
   * is given that does not hold the stream any more.
   */
  saveCursor(logId: string, stream: string, cursor: Json, logEnd: bigint, holder?: string): boolean;
  /** How far the log went at least when the newest of its cursors was stored; 0 without any. */
  furthestEnd(logId: string): bigint;
  fact(name: "real posts landed"): boolean;
  setFact(name: "real posts landed"): void;
  lease(stream: string): Lease | undefined;
  /** Makes `holder` the reader of a stream in the place of `instead`; false where that one is not its holder (any more). */
  takeLease(stream: string, holder: string, instead: string, now: number): boolean;
  /** Says that the holder is at work; false where it is the holder no more. */
  beatLease(stream: string, holder: string, now: number): boolean;
  /** Gives the stream back, read to its end or not. */
  endLease(stream: string, holder: string, done: boolean): void;
  readonly streams: StreamTable;
}

/** Opens `DATA_DIR/control.sqlite`. @throws {Fatal} when it cannot be opened or, later, written; {Retriable} when it is busy. */
export function openControl(dataDir: string): Control {
  const path = controlPathOf(dataDir);
  const db = attemptSqlite(`Cannot open cursors "${path}"`, () => {
    Deno.mkdirSync(dataDir, { recursive: true });
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    db.exec(pragmas);
    db.exec("begin immediate");
    if (db.prepare("pragma user_version").get()!.user_version !== version) db.exec(schema);
    // A file of before has cursors without.
    if (db.prepare("select 1 from pragma_table_info('cursors') where name = 'crc'").get() === undefined) {
      db.exec("alter table cursors add column crc integer");
    }
    db.exec(leases);
    db.exec(streamTables);
    db.exec("commit");
    return db;
  });
  const read = db.prepare("select cursor, crc from cursors where log = ? and stream = ?");
  const write = db.prepare(`insert into cursors select :log, :stream, :cursor, :end, :at, :crc
    where :holder is null or exists (select 1 from leases where stream = :stream and holder = :holder)
    on conflict do update
    set cursor = excluded.cursor, log_end = excluded.log_end, updated_at = excluded.updated_at, crc = excluded.crc`);
  const readEnd = db.prepare("select coalesce(max(log_end), 0) as furthest from cursors where log = ?");
  const readFact = db.prepare("select value from facts where name = ?");
  const writeFact = db.prepare("insert into facts values (?, 'yes') on conflict do nothing");
  return {
    cursor(logId, stream) {
      const cannot = `Cannot read cursor of "${stream}" in "${path}"`;
      return attemptSqlite(cannot, () => {
        const row = read.get(logId, stream);
        if (row === undefined) return undefined;
        if (row.crc !== null && row.crc !== crc32(String(row.cursor))) {
          throw new Fatal(
            `${cannot}: its bytes have changed on the disk; put a good copy back, or delete it: sources then start over`,
          );
        }
        return JSON.parse(String(row.cursor));
      });
    },
    saveCursor(log, stream, cursor, end, holder) {
      const text = JSON.stringify(cursor);
      const row = {
        log,
        stream,
        cursor: text,
        crc: crc32(text),
        end,
        at: Date.now(),
        holder: holder ?? null,
      };
      return attemptSqlite(
        `Cannot store cursor of "${stream}" in "${path}"`,
        () => write.run(row).changes > 0,
      );
    },
    furthestEnd: (logId) =>
      attemptSqlite(`Cannot read "${path}"`, () => BigInt(Number(readEnd.get(logId)!.furthest))),
    fact: (name) => attemptSqlite(`Cannot read "${path}"`, () => readFact.get(name) !== undefined),
    setFact(name) {
      attemptSqlite(`Cannot note "${name}" in "${path}"`, () => writeFact.run(name));
    },
    ...leaseTable(db, path),
    streams: streamTable(db, path),
    [Symbol.dispose]: () => db.close(),
  };
}

function leaseTable(
  db: DatabaseSync,
  path: string,
): Pick<Control, "lease" | "takeLease" | "beatLease" | "endLease"> {
  const read = db.prepare("select holder, beat_at, done from leases where stream = ?");
  const take = db.prepare(`insert into leases values (:stream, :holder, :now, 0) on conflict do update
    set holder = excluded.holder, beat_at = excluded.beat_at, done = 0 where leases.holder = :instead`);
  const beat = db.prepare("update leases set beat_at = ? where stream = ? and holder = ?");
  const end = db.prepare("update leases set holder = '', done = ? where stream = ? and holder = ?");
  const about = (stream: string) => `Cannot say in "${path}" who reads "${stream}"`;
  return {
    lease: (stream) =>
      attemptSqlite(about(stream), () => {
        const row = read.get(stream);
        if (row === undefined) return undefined;
        return { holder: String(row.holder), beatAt: Number(row.beat_at), done: row.done === 1 };
      }),
    takeLease: (stream, holder, instead, now) =>
      attemptSqlite(about(stream), () => take.run({ stream, holder, instead, now }).changes > 0),
    beatLease: (stream, holder, now) =>
      attemptSqlite(about(stream), () => beat.run(now, stream, holder).changes > 0),
    endLease: (stream, holder, done) =>
      attemptSqlite(about(stream), () => void end.run(done ? 1 : 0, stream, holder)),
  };
}
