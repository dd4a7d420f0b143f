import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

const busyTimeoutMs = 5000;

// Large pages: a batch is one blob of some 500 kB (a third faster than with 4 KiB).
const schema = `
  pragma page_size = 32768;
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table if not exists identity (id text not null);
  create table if not exists batches (
    topic text not null, first integer not null, count integer not null,
    appended_at integer not null, lines blob not null, crc integer,
    primary key (topic, first)
  );
  create table if not exists heads (topic text primary key, next integer not null) without rowid;
`;

/** Opens the file of an embedded log, or makes it. @throws what SQLite throws. */
export function openLogFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
  db.exec(schema);
  db.exec("begin immediate");
  // A file of before has batches without.
  if (db.prepare("select 1 from pragma_table_info('batches') where name = 'crc'").get() === undefined) {
    db.exec("alter table batches add column crc integer");
  }
  if (db.prepare("select id from identity").get() === undefined) {
    db.prepare("insert into identity values (?)").run(randomUUID());
  }
  db.exec("commit");
  return db;
}

/** The identity of the log. */
export function readLogId(db: DatabaseSync): string {
  return String(db.prepare("select id from identity").get()!.id);
}
