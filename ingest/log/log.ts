/** Names of the log topics. */
export type LogTopic = "posts" | "analysed";

/** One line to append; `key` decides its partition (post id), so that versions of one post keep their order. */
export interface LogRecord {
  key: string;
  line: string;
}

/** Lines as they were fetched. `offsets[i]` belongs to `lines[i]`; offsets ascend and may have holes. */
export interface LogBatch {
  topic: LogTopic;
  partition: number;
  /** The position this batch was fetched from: at or below the first offset. */
  from: bigint;
  offsets: bigint[];
  lines: string[];
  /** The position to read from next. */
  next: bigint;
}

/** `oldest` is the first offset still held, `next` the one the next append gets: equal means empty. */
export interface LogRange {
  oldest: bigint;
  next: bigint;
}

/** An append-only log of lines in partitions. Every acknowledged append survives the death of any process. */
export interface Log extends AsyncDisposable {
  /** Identity: another log, or this one emptied and made anew, has another id. */
  readonly id: string;
  /** Gives it another id, because lines that were on it are gone: who remembers a position in it starts over. */
  renew(): Promise<void>;
  /** Where it is, for messages. */
  readonly place: string;
  /** Appends all or nothing per partition, durably. @throws {Retriable} when the log is busy or out of reach. */
  append(topic: LogTopic, records: LogRecord[]): Promise<void>;
  /**
   * Batches from `from` on, for ever: waits for new lines at the end, stops when `signal` aborts.
   * Where the log no longer holds `from`, the first batch starts at the oldest offset, with that `from`.
   */
  read(topic: LogTopic, partition: number, from: bigint, signal: AbortSignal): AsyncIterable<LogBatch>;
  partitions(topic: LogTopic): Promise<number>;
  range(topic: LogTopic, partition: number): Promise<LogRange>;
  /** Deletes lines below `before` that were appended before `olderThanMs` (UTC); whole batches only. */
  trim(topic: LogTopic, partition: number, before: bigint, olderThanMs: number): Promise<void>;
}
