import type { PaintingProcess, StartPainting } from "./painting_process.ts";

const firstWaitMs = 250;
const longestWaitMs = 30_000;

/** A process that paints, started when it is asked for and, after it was lost, again: later each time, 30 s at most. */
export class RestartedProcess {
  #process: PaintingProcess | null = null;
  #waitMs = firstWaitMs;
  #startAt = 0;

  constructor(readonly start: StartPainting, readonly now: () => number) {}

  /** The process; null while it is not time to start it, or where there may be none. @throws what starting it throws. */
  get(): PaintingProcess | null {
    if (this.#process !== null || this.now() < this.#startAt) return this.#process;
    try {
      return this.#process = this.start();
    } catch (error) {
      this.#startLater();
      throw error;
    }
  }

  /** It has answered: when it is lost the next time, it comes again soon. */
  didWell(): void {
    this.#waitMs = firstWaitMs;
  }

  /** Ends a process that does not answer. */
  async drop(): Promise<void> {
    await this.stop();
    this.#process = null;
    this.#startLater();
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  #startLater(): void {
    this.#startAt = this.now() + this.#waitMs;
    this.#waitMs = Math.min(longestWaitMs, 2 * this.#waitMs);
  }
}
