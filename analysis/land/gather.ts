import type { LogBatch } from "../../ingest/log/log.ts";

/** When a landing is worth its fixed price, about 20 ms. */
export interface GatherLimits {
  maxLines: number;
  /** Least and most time from one landing to the next. */
  leastMs: number;
  mostMs: number;
  /** How much of the time landings may take before the interval grows. */
  share: number;
}

/** Weight of the last landing in what landings are taken to cost. */
const newWeight = 0.2;

/** What lands at once: the joined batches of one partition, and in `others` those of further ones. */
export type GatheredBatch = LogBatch & { others: LogBatch[] };

/**
 * Joins batches into landings: at once when the last one is an interval ago, else when `maxLines` are there or the
 * interval is over. The interval follows what the consumer took for the last ones, so that cheap landings come often and
 * dear ones bring much. Reads ahead of the consumer only within what the feed allows. `now` never goes back.
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
  let cost = 0;
  while (true) {
    const interval = Math.min(limits.mostMs, Math.max(limits.leastMs, cost / limits.share));
    const due = last + interval - now();
    const full = countLines(queue) >= limits.maxLines;
    if (queue.length > 0 && (full || ended || due <= 0)) {
      last = now();
      yield takeJoined(queue, limits.maxLines);
      cost += newWeight * (now() - last - cost);
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
