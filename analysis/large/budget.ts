/** So many a second, of which those of one second at most can be saved up. */
export class Budget {
  #left: number;
  #at: number;

  /** `now` gives milliseconds and never goes back. */
  constructor(readonly perSecond: number, readonly now: () => number) {
    this.#left = perSecond;
    this.#at = now();
  }

  /** Takes `wanted`, or as many as are left; returns how many. */
  take(wanted: number): number {
    const now = this.now();
    this.#left = Math.min(this.perSecond, this.#left + (now - this.#at) / 1000 * this.perSecond);
    this.#at = now;
    const taken = Math.min(wanted, Math.floor(this.#left));
    this.#left -= taken;
    return taken;
  }
}
