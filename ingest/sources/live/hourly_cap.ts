const hourMs = 3_600_000;
const sliceMs = 10_000;

/** How many posts of an hour were kept. `hour` is its beginning, UTC milliseconds. */
export interface OfHour {
  hour: number;
  ofHour: number;
}

/**
 * Keeps at most so many posts an hour of the clock, as a sample spread over the hour and not its first ones: what may be kept
 * grows evenly, and what is not used stays for the rest of the hour.
 */
export class HourlyCap {
  #hour: number;
  #ofHour: number;
  #grownSince: number;

  /** `before` is what an earlier run has kept. */
  constructor(readonly perHour: number, before: OfHour, nowMs: number) {
    this.#hour = before.hour;
    this.#ofHour = before.ofHour;
    this.#grownSince = before.hour;
    this.#turn(nowMs, nowMs);
  }

  get spent(): OfHour {
    return { hour: this.#hour, ofHour: this.#ofHour };
  }

  /** Tells for each of so many posts, in their order, whether it is kept. */
  take(posts: number, nowMs: number): boolean[] {
    this.#turn(nowMs, Math.floor(nowMs / hourMs) * hourMs);
    const grown = Math.ceil(this.perHour * (nowMs - this.#grownSince + sliceMs) / hourMs);
    const kept = Math.min(posts, Math.max(0, Math.min(grown, this.perHour) - this.#ofHour));
    this.#ofHour += kept;
    const upTo = (index: number) => Math.floor(index * kept / posts);
    return Array.from({ length: posts }, (_, index) => upTo(index + 1) > upTo(index));
  }

  #turn(nowMs: number, grownSince: number): void {
    const hour = Math.floor(nowMs / hourMs) * hourMs;
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#ofHour = 0;
    this.#grownSince = grownSince;
  }
}
