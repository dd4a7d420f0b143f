/** A page that twice did not come back is left alone for so long; once may be a busy machine. */
const setAsideMs = 60_000;
const maxStrikes = 2;

/** How often pages, by their hash, did not come back from being painted. */
export class Strikes {
  readonly #strikes = new Map<string, { count: number; at: number }>();

  constructor(readonly now: () => number) {}

  add(hash: string): void {
    this.#strikes.set(hash, { count: (this.#strikes.get(hash)?.count ?? 0) + 1, at: this.now() });
  }

  forget(hash: string): void {
    this.#strikes.delete(hash);
  }

  /** Whether a page is set aside now. */
  isOut(hash: string): boolean {
    const strike = this.#strikes.get(hash);
    return strike !== undefined && strike.count >= maxStrikes && this.now() - strike.at < setAsideMs;
  }
}
