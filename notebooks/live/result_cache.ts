const maxChars = 32 * 1_048_576;

/** Encoded results of one landing: equal queries run once while nothing new has landed. */
export class ResultCache {
  readonly #bodies = new Map<string, string>();
  #landing = -1;
  #chars = 0;

  get(landing: number, key: string): string | undefined {
    return landing === this.#landing ? this.#bodies.get(key) : undefined;
  }

  /** Forgets older landings; what belongs to an older one than it holds is not kept. */
  set(landing: number, key: string, body: string): void {
    if (landing < this.#landing) return;
    if (landing > this.#landing || this.#chars > maxChars) this.#clear(landing);
    this.#bodies.set(key, body);
    this.#chars += key.length + body.length;
  }

  #clear(landing: number): void {
    this.#bodies.clear();
    this.#landing = landing;
    this.#chars = 0;
  }
}
