import type { LogBatch } from "../../ingest/log/log.ts";

/** When a landing is worth its fixed price, about 20 ms. */
export interface GatherLimits {
  maxLines: number;
  intervalMs: number;
}

/** What lands at once: the joined batches of one partition, and in `others` those of further ones. */
export type GatheredBatch = LogBatch & { others: LogBatch[] };

/**
 * Joins batches into landings: at once when the last one is `intervalMs` ago, else when `maxLines`
 * are there or the interval is over. Reads ahead of the consumer only within what the feed allows. `now` never goes back.
 */
export async function* gather(
  batches: AsyncIterable<LogBatch>,
  limits: GatherLimits,
  now: () => number,
): AsyncIterable<GatheredBatch> {
  const queue: LogBatch[] = [];
  let failure: unknown;
  let ended = false;
  let wake = () => {};
  const pump = (async () => {
    try {
      for await (const batch of batches) {
        queue.push(batch);
        wake();
      }
    } catch (error) {
      failure = error;
    }
    ended = true;
    wake();
  })();
  let last = -Infinity;
  while (true) {
    const due = last + limits.intervalMs - now();
    const full = countLines(queue) >= limits.maxLines;
    if (queue.length > 0 && (full || ended || due <= 0)) {
      last = now();
      yield takeJoined(queue, limits.maxLines);
    } else if (ended) {
      break;
    } else {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = queue.length > 0 ? setTimeout(resolve, due) : undefined;
      await promise;
      clearTimeout(timer);
    }
  }
  await pump;
  if (failure !== undefined) throw failure;
}

function countLines(queue: LogBatch[]): number {
  return queue.reduce((sum, batch) => sum + batch.lines.length, 0);
}

function takeJoined(queue: LogBatch[], maxLines: number): GatheredBatch {
  const joined = new Map<number, LogBatch>();
  let lines = 0;
  while (queue.length > 0) {
    const batch = queue[0]!;
    const before = joined.get(batch.partition);
    // A batch fetched from beyond the end of the one before stays alone, so that landing sees the hole.
    if (before !== undefined && batch.from !== before.next) break;
    if (lines > 0 && lines + batch.lines.length > maxLines) break;
    lines += batch.lines.length;
    queue.shift();
    if (before === undefined) {
      joined.set(batch.partition, { ...batch, offsets: [...batch.offsets], lines: [...batch.lines] });
    } else {
      before.offsets.push(...batch.offsets);
      before.lines.push(...batch.lines);
      before.next = batch.next;
    }
  }
  const [first, ...others] = joined.values();
  return { ...first!, others };
}
