/** Waits so many milliseconds, or until `signal` aborts; never throws. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => resolve();
  const timer = setTimeout(stop, ms);
  signal.addEventListener("abort", stop);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}

/** Waits until a promise settles, whichever way, but no longer than so many milliseconds; never throws. */
export async function settledWithin(ms: number, promise: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  promise.catch(() => {}).finally(() => settled.abort());
  await wait(ms, settled.signal);
}
