/** Runs at most one round at a time; whoever comes meanwhile goes together in the next. */
export interface Lane {
  /** Runs soon, after `delayMs` at the earliest. An earlier wish wins. */
  wake(delayMs?: number): void;
  /** No further runs; resolves when the running one has ended. */
  close(): Promise<void>;
}

/** A lane over `run`, which must not throw. @returns a lane that sleeps until woken. */
export function createLane(run: () => Promise<void>, now: () => number): Lane {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wakeAt = Infinity;
  let running: Promise<void> | null = null;
  let closed = false;
  const start = () => {
    wakeAt = Infinity;
    timer = undefined;
    running = run().finally(() => {
      running = null;
      if (wakeAt < Infinity) arm();
    });
  };
  const arm = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!closed && running === null) timer = setTimeout(start, Math.max(0, wakeAt - now()));
  };
  return {
    wake(delayMs = 0) {
      const at = now() + delayMs;
      // A clock that has jumped ahead may have passed the time that a timer still waits for.
      if (closed || (at >= wakeAt && wakeAt > now())) return;
      wakeAt = Math.min(at, wakeAt);
      arm();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
