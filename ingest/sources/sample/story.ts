import type { Mood } from "./voice.ts";

/** What makes people talk at once; slots such as `{town}` are filled once per burst. */
export interface Story {
  name: string;
  /** One sentence: what happened. */
  cause: string;
  community: string;
  mood: Mood;
  /** What every post of it says: words of its topic query. */
  what: string;
  /** Without `#`; at the end of some posts. */
  tag: string;
  /** Sentences around `{what}`. */
  lines: readonly string[];
}
