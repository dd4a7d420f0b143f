import { createHash } from "node:crypto";
import { isFields } from "../fields.ts";
import type { Json } from "../source.ts";

/** Enough for what a list shows at a time, several times over. */
const maxSeen = 2000;

/** What polls have brought before, with a mark of what it looked like; the longest unseen is forgotten first. */
export class Seen {
  readonly #marks: Map<string, string>;

  /** `stored` is what `toJSON()` gave. */
  constructor(stored?: Json) {
    const marks = isFields(stored) ? Object.entries(stored) : [];
    this.#marks = new Map(marks.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  }

  /** Whether something is new, changed since it was last seen, or known; it is known from now on. */
  look(key: string, content: unknown): "new" | "changed" | "known" {
    const mark = createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 10);
    const before = this.#marks.get(key);
    this.#marks.delete(key);
    this.#marks.set(key, mark);
    for (const oldest of this.#marks.keys()) {
      if (this.#marks.size <= maxSeen) break;
      this.#marks.delete(oldest);
    }
    if (before === undefined) return "new";
    return before === mark ? "known" : "changed";
  }

  has(key: string): boolean {
    return this.#marks.has(key);
  }

  toJSON(): { [key: string]: string } {
    return Object.fromEntries(this.#marks);
  }
}
