import type { KafkaLog } from "../ingest/log/kafka/kafka_log.ts";
import type { AnalysedBatch, Feed } from "./analyst.ts";
import { Credits, maxLinesInFlight } from "./credits.ts";
import { maxBatchLines, splitBatch } from "./split_batch.ts";

/** The feed of what analysts have put on the log topic `analysed`, each partition from its landed offset on. */
export function readAnalysed(log: KafkaLog, from: ReadonlyMap<number, bigint>): Feed {
  const stop = new AbortController();
  const credits = new Credits(maxLinesInFlight, stop.signal);
  const ended = Promise.withResolvers<void>();
  let started = false;

  async function* batches(): AsyncGenerator<AnalysedBatch> {
    started = true;
    try {
      for await (const fetched of log.readPartitions("analysed", from, stop.signal)) {
        for (const batch of splitBatch(fetched, maxBatchLines)) {
          await credits.take(batch.lines.length);
          if (stop.signal.aborted) return;
          yield batch;
        }
      }
    } finally {
      ended.resolve();
    }
  }
  return {
    batches: batches(),
    landed: (lines) => credits.give(lines),
    async close() {
      stop.abort();
      if (started) await ended.promise;
    },
  };
}
