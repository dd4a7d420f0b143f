import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { Fatal } from "../base/errors.ts";
import { faultPoint } from "../base/fault_points.ts";
import { attemptSqlite, sqliteReason } from "../base/sqlite_reason.ts";
import type { Log, LogBatch, LogRange, LogRecord, LogTopic } from "./log.ts";
import { fileChanges } from "./file_changes.ts";
import { openLogFile, readLogId } from "./log_file.ts";

const pollMs = 250;
const maxReadLines = 2000;
const trimBatches = 200;

/** Least time between two looks for new lines: a busy producer wakes the reader with every page it writes. */
const settleMs = 5;

/**
 * The log in one SQLite file (WAL, `synchronous=FULL`): one row a batch, one partition. Several processes may open it.
 * @throws {Fatal} when the file is not a log or cannot be opened.
 */
export async function openEmbeddedLog(path: string): Promise<Log> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    return new EmbeddedLog(path, openLogFile(path));
  } catch (error) {
    throw fatal(`Cannot open log "${path}"`, error);
  }
}

class EmbeddedLog implements Log {
  #id: string;
  readonly #appendBatch;
  readonly #readHead;
  readonly #writeHead;
  readonly #readBatches;

  constructor(readonly place: string, readonly db: DatabaseSync) {
    this.#id = readLogId(db);
    this.#appendBatch = db.prepare("insert into batches values (?, ?, ?, ?, ?, ?)");
    this.#readHead = db.prepare(`
      select coalesce((select next from heads where topic = :topic), 0) as next,
        (select first + count from batches where topic = :topic order by first desc limit 1) as "end"`);
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
    this.#id = readLogId(this.db);
    return Promise.resolve();
  }

  append(topic: LogTopic, records: LogRecord[]): Promise<void> {
    return Promise.try(() => {
      if (records.length > 0) this.#append(topic, records);
    });
  }

  #append(topic: LogTopic, records: LogRecord[]): void {
    const cannot = `Cannot append to log "${this.place}"`;
    const blob = new TextEncoder().encode(records.map(({ line }) => line).join("\n"));
    attemptSqlite(cannot, () => this.db.exec("begin immediate"));
    try {
      const next = this.#head(topic);
      this.#appendBatch.run(topic, next, records.length, Date.now(), blob, crc32(blob));
      this.#writeHead.run(topic, next + records.length);
      faultPoint("log: written");
      this.db.exec("commit");
    } catch (error) {
      // Where the disk is full, SQLite has rolled back by itself.
      if (this.db.isTransaction) this.db.exec("rollback");
      throw fatal(cannot, error);
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
      const batch = this.#reading(position, () => this.#fetch(topic, partition, position));
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
    let end: bigint | undefined;
    const offsets: bigint[] = [];
    const lines: string[] = [];
    for (const row of this.#readBatches.iterate({ topic, from: position })) {
      const first = BigInt(row.first as number);
      const count = row.count as number;
      if (end !== undefined && first !== end) throw this.#changed(end);
      end = first + BigInt(count);
      if (end <= position) continue;
      if (lines.length === 0 && first > from) from = first;
      const blob = row.lines as Uint8Array;
      const texts = decoder.decode(blob).split("\n");
      if (texts.length !== count || (row.crc !== null && row.crc !== crc32(blob))) {
        throw this.#changed(first);
      }
      for (let i = first < position ? Number(position - first) : 0; i < count; i++) {
        offsets.push(first + BigInt(i));
        lines.push(texts[i]!);
      }
      if (lines.length >= maxReadLines) break;
    }
    if (lines.length === 0) {
      // Deno's iterate() ends without a word where the file cannot be read; get() throws.
      this.#readBatches.get({ topic, from: position });
      this.#head(topic);
      return undefined;
    }
    return { topic, partition, from, offsets, lines, next: offsets.at(-1)! + 1n };
  }

  /** The next offset to append: where the last batch ends, unless all are trimmed. */
  #head(topic: LogTopic): number {
    const { next, end } = this.#readHead.get({ topic })!;
    if (end !== null && end !== next) throw this.#changed(Math.min(Number(end), Number(next)));
    return Number(next);
  }

  #changed(offset: bigint | number): Fatal {
    return new Fatal(
      `Cannot read log "${this.place}" at offset ${offset}: its bytes have changed on the disk; put a good copy back, ` +
        "or delete it: sources then start over",
    );
  }

  #reading<Result>(offset: bigint | number, act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw fatal(`Cannot read log "${this.place}" at offset ${offset}`, error);
    }
  }

  partitions(): Promise<number> {
    return Promise.resolve(1);
  }

  range(topic: LogTopic): Promise<LogRange> {
    return this.#reading(0, () => {
      const next = BigInt(Number(this.#readHead.get({ topic })!.next));
      const row = this.db.prepare("select min(first) as oldest from batches where topic = ?").get(topic)!;
      return Promise.resolve({ oldest: row.oldest === null ? next : BigInt(row.oldest as number), next });
    });
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

function fatal(cannot: string, error: unknown): Fatal {
  if (error instanceof Fatal) return error;
  return new Fatal(`${cannot}: ${sqliteReason(error)}`, { cause: error });
}
