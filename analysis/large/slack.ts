/** How much of its working time an analyst may wait for large models, beside all the time in which it has no posts. */
const busyShare = 0.1;

/**
 * Says how long a batch may wait for large models: what passed without a batch since the last one, and a tenth of the
 * rest, so that posts that queue up are not held up by more than that.
 */
export class Slack {
  #saved = 0;
  #from: number;

  /** A batch never waits longer than `maxMs`. `now` gives milliseconds and never goes back. */
  constructor(readonly maxMs: number, readonly now: () => number) {
    this.#from = now();
  }

  /** A batch has come: returns the milliseconds that it may wait. */
  arrive(): number {
    const now = this.now();
    this.#saved = Math.min(this.maxMs, this.#saved + now - this.#from);
    this.#from = now;
    return Math.max(0, this.#saved);
  }

  /** The batch is done; so many milliseconds of that it has waited. */
  leave(waitedMs: number): void {
    const now = this.now();
    this.#saved += busyShare * (now - this.#from - waitedMs) - waitedMs;
    this.#from = now;
  }
}
