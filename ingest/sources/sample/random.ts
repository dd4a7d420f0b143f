const golden = 0x9e3779b9;

/**
 * A cheap stream of numbers that depends on its key alone.
 * SplitMix32, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
 */
export class Draw {
  #state: number;

  constructor(key: number) {
    this.#state = key | 0;
  }

  /** In [0, 1). */
  unit(): number {
    this.#state = (this.#state + golden) | 0;
    return scramble(this.#state) / 0x1_0000_0000;
  }

  /** A whole number in [0, count). */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  chance(share: number): boolean {
    return this.unit() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** A number in [low, high), as many per doubling everywhere: small ones are common, large ones rare. */
  logUniform(low: number, high: number): number {
    return low * (high / low) ** this.unit();
  }

  /** How many of something there are when `mean` are expected. */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 50) {
      const normal = Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    }
    const floor = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > floor; count++) product *= 1 - this.unit();
    return count;
  }
}

/** A key made of keys; unsigned 32 bits. */
export function keyOf(...parts: number[]): number {
  let key = 0;
  for (const part of parts) key = scramble((key ^ scramble(part | 0)) + golden);
  return key;
}

function scramble(value: number): number {
  let z = value ^ (value >>> 16);
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}
