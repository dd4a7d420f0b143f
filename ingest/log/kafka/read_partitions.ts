import { assignOnly, type Consumer, type Kafka } from "../kafka.ts";
import type { LogBatch } from "../log.ts";
import { consumerTimes, keepConsuming } from "./consume.ts";
import { LineQueue } from "./line_queue.ts";
import { Positions, type Reading } from "./positions.ts";

/** So many lines may wait for the reader; then no more are fetched until half of them are taken. */
const maxWaitingLines = 10_000;

/**
 * Batches of the partitions in the order of each, from the given positions on, until `signal` aborts. The positions are
 * kept here and not in the group: the consumer is set to them each time it is given its partitions.
 */
export async function* readPartitions(kafka: Kafka, reading: Reading): AsyncGenerator<LogBatch> {
  const { name, place, from, groupId, range, warn } = reading;
  const positions = new Positions(reading);
  const queue = new LineQueue();
  const done = new AbortController();
  const signal = AbortSignal.any([reading.signal, done.signal]);
  let reader: Consumer | undefined;
  let paused = false;
  const consuming = keepConsuming({
    topic: name,
    place,
    make: () =>
      kafka.consumer({ ...consumerTimes, groupId, partitionAssigners: [assignOnly(name, [...from.keys()])] }),
    onJoin(consumer, partitions) {
      reader = consumer;
      for (const partition of partitions) consumer.seek(positions.seek(partition));
      if (paused) consumer.pause([{ topic: name }]);
    },
    async onBatch({ batch }, consumer) {
      const taken = await positions.take(batch);
      if (taken === "again") consumer.seek(positions.seek(batch.partition));
      if (typeof taken === "string") return;
      queue.push(taken);
      if (queue.lines < maxWaitingLines || paused) return;
      paused = true;
      consumer.pause([{ topic: name }]);
    },
    async isBehind() {
      if (paused) return false;
      const ends = await Promise.all(
        [...from.keys()].map(async (partition) => (await range(partition)).next),
      );
      return positions.isBehind(ends);
    },
    warn,
    signal,
  }).then(() => queue.end(), (error) => queue.end(error));
  try {
    for (let batch = await queue.take(); batch !== undefined && !signal.aborted; batch = await queue.take()) {
      yield batch;
      if (!paused || queue.lines > maxWaitingLines / 2) continue;
      paused = false;
      reader?.resume([{ topic: name }]);
    }
  } finally {
    done.abort();
    await consuming;
  }
}
