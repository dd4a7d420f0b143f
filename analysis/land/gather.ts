import type { LogBatch } from "../../ingest/log/log.ts";

/** When a landing is worth its fixed price, about 20 ms. */
export interface GatherLimits {
  maxLines: number;
  intervalMs: number;
}

/**
 * Joins batches of one partition into landings: at once when the last one is `intervalMs` ago, else when `maxLines`
 * are there or the interval is over. Reads ahead of the consumer only within what the feed allows.
 */
export async function* gather(
  batches: AsyncIterable<LogBatch>,
  limits: GatherLimits,
  now: () => number,
): AsyncIterable<LogBatch> {
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

function takeJoined(queue: LogBatch[], maxLines: number): LogBatch {
  const first = queue.shift()!;
  const joined = { ...first, offsets: [...first.offsets], lines: [...first.lines] };
  while (queue.length > 0 && joined.lines.length + queue[0]!.lines.length <= maxLines) {
    // A batch fetched from beyond the end of the one before stays alone, so that landing sees the hole.
    if (queue[0]!.from !== joined.next) break;
    const { offsets, lines, next } = queue.shift()!;
    joined.offsets.push(...offsets);
    joined.lines.push(...lines);
    joined.next = next;
  }
  return joined;
}
