/** So many lines may be under way between a log and the database. */
export const maxLinesInFlight = 20_000;

/** Counts what is under way, so that a fast reader cannot run ahead of a slow one without bound. */
export class Credits {
  #free: number;
  #wake: () => void = () => {};

  constructor(readonly limit: number, readonly signal: AbortSignal) {
    this.#free = limit;
    signal.addEventListener("abort", () => this.#wake());
  }

  /** Takes `count`, waiting until so many are free (or all are, for more than the limit); at once after an abort. */
  async take(count: number): Promise<void> {
    const needed = Math.min(count, this.limit);
    while (this.#free < needed && !this.signal.aborted) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    this.#free -= count;
  }

  /** Gives `count` back. */
  give(count: number): void {
    this.#free += count;
    this.#wake();
  }
}
