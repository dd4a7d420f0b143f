import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { Fatal, messageOf, Retriable } from "../base/errors.ts";
import { faultPoint } from "../base/fault_points.ts";
import { sqliteReason } from "../base/sqlite_reason.ts";
import type { Log, LogBatch, LogRange, LogRecord, LogTopic } from "./log.ts";
import { fileChanges } from "./file_changes.ts";

const busyTimeoutMs = 5000;
const pollMs = 250;
const maxReadLines = 2000;
const trimBatches = 200;

/** Least time between two looks for new lines: a busy producer wakes the reader with every page it writes. */
const settleMs = 5;

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

/**
 * The log in one SQLite file (WAL, `synchronous=FULL`): one row a batch, one partition. Several processes may open it.
 * @throws {Fatal} when the file is not a log or cannot be opened.
 */
export async function openEmbeddedLog(path: string): Promise<Log> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    return new EmbeddedLog(path, open(path));
  } catch (error) {
    if (error instanceof Fatal) throw error;
    throw new Fatal(`Cannot open log "${path}": ${sqliteReason(error)}`, { cause: error });
  }
}

function open(path: string): DatabaseSync {
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

function readId(db: DatabaseSync): string {
  return String(db.prepare("select id from identity").get()!.id);
}

class EmbeddedLog implements Log {
  #id: string;
  readonly #appendBatch;
  readonly #readHead;
  readonly #writeHead;
  readonly #readBatches;

  constructor(readonly place: string, readonly db: DatabaseSync) {
    this.#id = readId(db);
    this.#appendBatch = db.prepare("insert into batches values (?, ?, ?, ?, ?, ?)");
    this.#readHead = db.prepare("select next from heads where topic = ?");
    this.#writeHead = db.prepare(
      "insert into heads values (?, ?) on conflict do update set next = excluded.next",
    );
    // Starts at the batch that holds the offset: the greatest first offset at or below it.
    this.#readBatches = db.prepare(`
      select first, count, lines, crc from batches where topic = :topic and first >= coalesce(
        (select first from batches where topic = :topic and first <= :from order by first desc limit 1), 0)
      order by first limit 16`);
  }

  get id(): string {
    return this.#id;
  }

  renew(): Promise<void> {
    // Another process may have done it already.
    this.db.prepare("update identity set id = ? where id = ?").run(randomUUID(), this.#id);
    this.#id = readId(this.db);
    return Promise.resolve();
  }

  append(topic: LogTopic, records: LogRecord[]): Promise<void> {
    if (records.length === 0) return Promise.resolve();
    const blob = new TextEncoder().encode(records.map(({ line }) => line).join("\n"));
    try {
      this.db.exec("begin immediate");
    } catch (error) {
      return Promise.reject(new Retriable(`Cannot append to log "${this.place}": ${messageOf(error)}`));
    }
    try {
      const next = Number(this.#readHead.get(topic)?.next ?? 0);
      this.#appendBatch.run(topic, next, records.length, Date.now(), blob, crc32(blob));
      this.#writeHead.run(topic, next + records.length);
      faultPoint("log: written");
      this.db.exec("commit");
      return Promise.resolve();
    } catch (error) {
      // Where the disk is full, SQLite has rolled back by itself.
      if (this.db.isTransaction) this.db.exec("rollback");
      return Promise.reject(
        new Fatal(`Cannot append to log "${this.place}": ${sqliteReason(error)}`, { cause: error }),
      );
    }
  }

  async *read(
    topic: LogTopic,
    partition: number,
    from: bigint,
    signal: AbortSignal,
  ): AsyncIterable<LogBatch> {
    using changes = fileChanges(`${this.place}-wal`, pollMs, signal);
    let position = from;
    while (!signal.aborted) {
      const batch = this.#fetch(topic, partition, position);
      if (batch === undefined) {
        await changes.next();
        await new Promise((resolve) => setTimeout(resolve, settleMs));
        continue;
      }
      position = batch.next;
      yield batch;
    }
  }

  #fetch(topic: LogTopic, partition: number, position: bigint): LogBatch | undefined {
    const decoder = new TextDecoder();
    let from = position;
    const offsets: bigint[] = [];
    const lines: string[] = [];
    for (const row of this.#readBatches.iterate({ topic, from: position })) {
      const first = BigInt(row.first as number);
      const count = row.count as number;
      if (first + BigInt(count) <= position) continue;
      if (lines.length === 0 && first > from) from = first;
      const blob = row.lines as Uint8Array;
      const texts = decoder.decode(blob).split("\n");
      if (texts.length !== count || (row.crc !== null && row.crc !== crc32(blob))) {
        throw new Fatal(
          `Cannot read log "${this.place}" at offset ${first}: its bytes have changed on the disk; put a good copy back, ` +
            "or delete it: sources then start over",
        );
      }
      for (let i = first < position ? Number(position - first) : 0; i < count; i++) {
        offsets.push(first + BigInt(i));
        lines.push(texts[i]!);
      }
      if (lines.length >= maxReadLines) break;
    }
    if (lines.length === 0) {
      this.#checkReadable(topic, position);
      return undefined;
    }
    return { topic, partition, from, offsets, lines, next: offsets.at(-1)! + 1n };
  }

  // Deno's iterate() ends without a word where the file cannot be read; get() throws.
  #checkReadable(topic: LogTopic, position: bigint): void {
    try {
      this.#readBatches.get({ topic, from: position });
    } catch (error) {
      throw new Fatal(
        `Cannot read log "${this.place}" at offset ${position}: ${sqliteReason(error)}`,
        { cause: error },
      );
    }
  }

  partitions(): Promise<number> {
    return Promise.resolve(1);
  }

  range(topic: LogTopic): Promise<LogRange> {
    const next = BigInt(Number(this.#readHead.get(topic)?.next ?? 0));
    const row = this.db.prepare("select min(first) as oldest from batches where topic = ?").get(topic)!;
    return Promise.resolve({ oldest: row.oldest === null ? next : BigInt(row.oldest as number), next });
  }

  async trim(topic: LogTopic, _partition: number, before: bigint, olderThanMs: number): Promise<void> {
    // Short steps, so that producers are not kept waiting.
    const step = this.db.prepare(`
      delete from batches where topic = ?1 and first in (
        select first from batches where topic = ?1 and first + count <= ?2 and appended_at < ?3
        order by first limit ${trimBatches})`);
    while (Number(step.run(topic, before, olderThanMs).changes) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.db.close();
    return Promise.resolve();
  }
}
