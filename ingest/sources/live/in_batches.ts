/** When a batch is handed on: at the latest `maxMs` after its first item. */
export interface BatchLimits {
  maxItems: number;
  maxMs: number;
}

/** Small enough for the memory, large enough that the log's price of a batch does not count. */
export const streamBatches: BatchLimits = { maxItems: 500, maxMs: 200 };

/**
 * Items of a stream in batches. While a batch is worked on, at most one more item is read. What was read before a
 * failure is handed on before it. The stream is opened with a signal that aborts when nobody reads on.
 */
export async function* inBatches<Item>(
  open: (signal: AbortSignal) => AsyncIterable<Item>,
  limits: BatchLimits,
  signal: AbortSignal,
): AsyncGenerator<Item[]> {
  const left = new AbortController();
  const items = open(AbortSignal.any([signal, left.signal]))[Symbol.asyncIterator]();
  const next = () => {
    const step = items.next();
    step.catch(() => {});
    return step;
  };
  try {
    for (let step = next();;) {
      const first = await step;
      if (first.done) return;
      const batch = [first.value];
      step = next();
      const late = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => late.resolve(undefined), limits.maxMs);
      try {
        while (batch.length < limits.maxItems) {
          const more = await Promise.race([step, late.promise]);
          if (more === undefined || more.done) break;
          batch.push(more.value);
          step = next();
        }
      } catch {
        // The next round waits for the same step, and throws after the batch is out.
      } finally {
        clearTimeout(timer);
      }
      yield batch;
    }
  } finally {
    left.abort();
    await items.return?.().catch(() => {});
  }
}
