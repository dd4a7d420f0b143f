import { Fatal } from "../../base/errors.ts";
import { type EachBatchPayload, fetchedFrom } from "../kafka.ts";
import type { LogBatch, LogRange, LogTopic } from "../log.ts";

/** Some partitions of a log topic, each from a position of its own. */
export interface Reading {
  topic: LogTopic;
  /** Its name on this Kafka. */
  name: string;
  place: string;
  /** A name that no other reader has, so that its group is its own. */
  groupId: string;
  from: ReadonlyMap<number, bigint>;
  range(partition: number): Promise<LogRange>;
  warn(text: string): void;
  signal: AbortSignal;
}

type FetchedBatch = EachBatchPayload["batch"];

/** Where a reader is in each of its partitions, and what of a fetched batch is next. */
export class Positions {
  readonly #next: Map<number, bigint>;
  /** Positions from which something further on was brought once. */
  readonly #skipped = new Map<number, bigint>();

  constructor(readonly reading: Omit<Reading, "signal" | "warn" | "groupId">) {
    this.#next = new Map(reading.from);
  }

  /** What sets a consumer to the position of a partition. */
  seek(partition: number): { topic: string; partition: number; offset: string } {
    return { topic: this.reading.name, partition, offset: String(this.#next.get(partition)) };
  }

  /** Whether a partition goes beyond its position; `ends` stand in the order of the partitions. */
  isBehind(ends: bigint[]): boolean {
    return [...this.#next.values()].some((next, i) => ends[i]! > next);
  }

  /**
   * The lines of a batch from the position on, and moves it. "nothing" where it holds none, as after a rebalance; "again"
   * where it was fetched from beyond, and what is between may be there after all.
   * @throws {Fatal} when the log ends before the position: lines are gone that were there.
   */
  async take(batch: FetchedBatch): Promise<LogBatch | "nothing" | "again"> {
    const { partition, messages } = batch;
    const position = this.#next.get(partition)!;
    const fetched = fetchedFrom(batch);
    const next = BigInt(batch.lastOffset()) + 1n;
    if (fetched < position) await this.#checkEnd(partition, position);
    if (next <= position) return "nothing";
    const from = fetched > position ? await this.#passGap(partition, position, fetched) : position;
    if (from === undefined) return "again";
    // A consumer that is being replaced may have brought the same lines meanwhile.
    if (this.#next.get(partition) !== position) return this.take(batch);
    const kept = messages.filter(({ offset }) => BigInt(offset) >= position);
    this.#next.set(partition, next);
    return {
      topic: this.reading.topic,
      partition,
      from,
      offsets: kept.map(({ offset }) => BigInt(offset)),
      lines: kept.map(({ value }) => value?.toString() ?? ""),
      next,
    };
  }

  /** The position that a batch fetched from beyond counts from; undefined: look there once more. */
  async #passGap(partition: number, position: bigint, fetched: bigint): Promise<bigint | undefined> {
    const { oldest } = await this.reading.range(partition);
    if (oldest > position) return fetched;
    if (this.#skipped.get(partition) === position) return position;
    this.#skipped.set(partition, position);
    return undefined;
  }

  // A consumer that asks for an offset beyond the end is set back to the beginning by kafkajs.
  async #checkEnd(partition: number, position: bigint): Promise<void> {
    const { next } = await this.reading.range(partition);
    if (next >= position) return;
    throw new Fatal(
      `Cannot read log topic "${this.reading.name}" partition ${partition} at ${this.reading.place}: it ends at offset ` +
        `${next}, but was read up to ${position} before: lines that were on it are gone`,
    );
  }
}
