import { fetchedFrom, type Kafka } from "../kafka.ts";
import { faultPoint } from "../../base/fault_points.ts";
import type { LogBatch, LogTopic } from "../log.ts";
import { consumerTimes, keepConsuming } from "./consume.ts";

/** A log topic that the members of a group share, each line being handled by one of them at least once. */
export interface Sharing {
  topic: LogTopic;
  /** Its name on this Kafka. */
  name: string;
  place: string;
  groupId: string;
  /** Handles a part of a partition; where it throws, the part comes again. */
  onPart(part: LogBatch): Promise<void>;
  /** Called where the log no longer holds lines, from one offset to before another, that the group has not handled. */
  onGap(partition: number, from: bigint, to: bigint): Promise<void>;
  /** The offset that the group goes on at in each partition, by its number; -1 where it has none yet. */
  handled(): Promise<bigint[]>;
  /** Lines of these partitions that the group has not handled yet. */
  lag(partitions: number[]): Promise<bigint>;
  warn(text: string): void;
  signal: AbortSignal;
}

const maxPartLines = 1000;

/** Takes part in a group until `signal` aborts; what was handled is remembered by the group. */
export async function shareTopic(kafka: Kafka, sharing: Sharing): Promise<void> {
  const { topic, name, place, groupId, onPart, onGap, lag, warn, signal } = sharing;
  let assigned: number[] = [];
  let positions = new GroupPositions(sharing.handled);
  await keepConsuming({
    topic: name,
    place,
    make: () => kafka.consumer({ ...consumerTimes, groupId }),
    onJoin(_, partitions) {
      assigned = partitions;
      // Asked at once: kafkajs sets a position that the log no longer holds to the oldest one.
      positions = new GroupPositions(sharing.handled);
    },
    async onBatch({ batch, heartbeat, resolveOffset, commitOffsetsIfNecessary, isRunning, isStale }) {
      const { partition, messages } = batch;
      let from = fetchedFrom(batch);
      const expected = await positions.of(partition);
      if (expected >= 0n && from > expected) await onGap(partition, expected, from);
      for (let at = 0; at < messages.length && isRunning() && !isStale(); at += maxPartLines) {
        const part = messages.slice(at, at + maxPartLines);
        const last = part.at(-1)!.offset;
        const next = at + maxPartLines < messages.length
          ? BigInt(last) + 1n
          : BigInt(batch.lastOffset()) + 1n;
        await onPart({
          topic,
          partition,
          from,
          offsets: part.map(({ offset }) => BigInt(offset)),
          lines: part.map(({ value }) => value?.toString() ?? ""),
          next,
        });
        from = next;
        positions.move(partition, next);
        resolveOffset(last);
        await heartbeat();
      }
      // Also when it is stopping: what is not committed would be handled twice.
      await commitOffsetsIfNecessary({
        topics: [{ topic: name, partitions: [{ partition, offset: String(from) }] }],
      });
      faultPoint("group: committed");
    },
    isBehind: async () => await lag(assigned) > 0n,
    warn,
    signal,
  });
}

/** Where a member goes on in the partitions that it was given. */
class GroupPositions {
  readonly #moved = new Map<number, bigint>();
  #handled: Promise<bigint[]> | undefined;

  constructor(readonly ask: () => Promise<bigint[]>) {
    this.#start().catch(() => {});
  }

  async of(partition: number): Promise<bigint> {
    return this.#moved.get(partition) ?? (await this.#start())[partition] ?? -1n;
  }

  move(partition: number, next: bigint): void {
    this.#moved.set(partition, next);
  }

  #start(): Promise<bigint[]> {
    return this.#handled ??= this.ask().catch((error) => {
      this.#handled = undefined;
      throw error;
    });
  }
}
