/** Starts an act each time it is asked, but not while the last one still runs. */
export interface UnlessRunning {
  start(): void;
  /** Resolves when nothing runs. */
  ended(): Promise<void>;
}

/** For an act that is asked for by a clock and may take longer than the clock's step; `act` must not throw. */
export function createUnlessRunning(act: () => Promise<void>): UnlessRunning {
  let running: Promise<void> | null = null;
  return {
    start: () => void (running ??= act().finally(() => running = null)),
    ended: async () => await running ?? undefined,
  };
}
