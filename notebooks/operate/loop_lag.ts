const everyMs = 250;

/** Tells every quarter of a second how many seconds the event loop was late, until disposed. */
export function watchLoopLag(observe: (seconds: number) => void): Disposable {
  let due = performance.now() + everyMs;
  const timer = setInterval(() => {
    const now = performance.now();
    observe(Math.max(0, now - due) / 1000);
    due = now + everyMs;
  }, everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
