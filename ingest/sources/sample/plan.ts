import type { Burst } from "./bursts.ts";
import type { Head } from "./heads.ts";
import type { Layout } from "./layout.ts";

/** Everything a simulated stream is made from. Times are minutes from 1970, UTC. */
export interface Plan {
  seed: number;
  /** Arrivals a second; absent: about 50,000 posts a day with a daily rhythm. */
  rate?: number;
  key: number;
  /** Two characters that tell the ids of one plan from those of another. */
  mark: string;
  /** How many times as many authors as without a rate. */
  crowd: number;
  bursts(day: number): readonly Burst[];
  layout(minute: number): Layout;
  /** What is said of posts in a minute, by the index of the arrival that it comes with. */
  changes(minute: number): ReadonlyMap<number, Change[]>;
}

/** Something that is said of a post, or of all posts of an author, beside the arrival at `index` of a minute. */
export interface Change {
  kind: "edit" | "deletion" | "early" | "refresh" | "takedown";
  index: number;
  /** Planned arrival, UTC milliseconds. */
  at: number;
  /** The post, which arrived the minute before; what is deleted early arrives at `index` or later. */
  target?: Head;
  /** The author who is taken down, who writes in this hour only. */
  author?: { community: number; author: number };
}
