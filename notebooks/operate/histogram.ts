/** Upper bounds in seconds for what takes from a millisecond to half a minute. */
const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How often values were seen, by size. */
export class Histogram {
  readonly counts: number[];
  sum = 0;
  count = 0;

  /** @param bounds upper bounds, ascending; what is above the last counts too. */
  constructor(readonly bounds: readonly number[] = secondsBounds) {
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    this.count++;
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    if (bucket >= 0) this.counts[bucket]!++;
  }
}
