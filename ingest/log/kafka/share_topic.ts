import { fetchedFrom, type Kafka } from "../kafka.ts";
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
  /** Lines of these partitions that the group has not handled yet. */
  lag(partitions: number[]): Promise<bigint>;
  warn(text: string): void;
  signal: AbortSignal;
}

const maxPartLines = 1000;

/** Takes part in a group until `signal` aborts; what was handled is remembered by the group. */
export async function shareTopic(kafka: Kafka, sharing: Sharing): Promise<void> {
  const { topic, name, place, groupId, onPart, lag, warn, signal } = sharing;
  let assigned: number[] = [];
  await keepConsuming({
    topic: name,
    place,
    make: () => kafka.consumer({ ...consumerTimes, groupId }),
    onJoin: (_, partitions) => assigned = partitions,
    async onBatch({ batch, heartbeat, resolveOffset, commitOffsetsIfNecessary, isRunning, isStale }) {
      const { partition, messages } = batch;
      let from = fetchedFrom(batch);
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
        resolveOffset(last);
        await heartbeat();
      }
      // Also when it is stopping: what is not committed would be handled twice.
      await commitOffsetsIfNecessary({
        topics: [{ topic: name, partitions: [{ partition, offset: String(from) }] }],
      });
    },
    isBehind: async () => await lag(assigned) > 0n,
    warn,
    signal,
  });
}
