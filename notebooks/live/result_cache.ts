import type { Changes, Reach } from "./changes.ts";

const maxChars = 32 * 1_048_576;

interface Entry {
  body: string;
  reach: Reach;
  /** The newest landing that it is known to hold for. */
  landing: number;
}

/** Encoded results: equal queries run once, and not again while nothing has landed that could change them. */
export class ResultCache {
  readonly #entries = new Map<string, Entry>();
  #chars = 0;

  constructor(readonly changes: Changes) {}

  /** The result of a query as of a landing, if it is known; `key` holds all that the query is bound to. */
  get(key: string, landing: number): string | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || landing < entry.landing) return undefined;
    if (this.changes.touched(entry.landing, landing, entry.reach)) return undefined;
    this.#forget(key, entry);
    this.#keep(key, { ...entry, landing });
    return entry.body;
  }

  /** Keeps the newest result of a query; the least used go when there are too many. */
  set(key: string, landing: number, body: string, reach: Reach): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      if (known.landing > landing) return;
      this.#forget(key, known);
    }
    this.#keep(key, { body, reach, landing });
    for (const [oldest, entry] of this.#entries) {
      if (this.#chars <= maxChars) break;
      this.#forget(oldest, entry);
    }
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#chars += key.length + entry.body.length;
  }

  #forget(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#chars -= key.length + entry.body.length;
  }
}
