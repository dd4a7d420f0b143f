import { whyOf } from "../rows.ts";
import type { Why } from "../why/why.ts";
import { joinForShare, minForShare, type Share, shareInterval } from "./share.ts";

type Row = Record<string, unknown>;

/** What is drawn of rows that have `start`, `until`, a kind and the number of its `posts`. */
export interface SharesOf {
  rows: Row[];
  /** The column of the kind. */
  by: string;
  /** The kind that counts, and has no line of its own. */
  rest?: string;
}

/** The share of one kind among all posts in a stretch of time; times are UTC milliseconds. */
export interface SharePoint extends Share {
  from: number;
  to: number;
  posts: number;
  of: number;
  /** Its posts; null where there are none. */
  why: Why | null;
}

/** The share of one kind over time; `all` is that of the whole span. */
export interface ShareLine {
  name: string;
  all: Share;
  points: SharePoint[];
}

/**
 * The shares of each kind over time, the most common first; empty where there are too few posts for a share. Windows are joined until
 * they hold enough for one, and half as many as windows do in the mean. The last one ends at `asOf`.
 */
export function shareLines({ rows, by, rest }: SharesOf, asOf: number): ShareLine[] {
  const of = postsOf(rows);
  const windows = [...Map.groupBy(rows, ({ start }) => Number(start))].sort(([a], [b]) => a - b)
    .map(([, window]) => window);
  const stretches = joinForShare(windows, postsOf, Math.max(minForShare, of / (2 * windows.length)))
    .map((windows) => windows.flat());
  const kinds = [...Map.groupBy(rows, (row) => String(row[by]))].filter(([name]) => name !== rest);
  return kinds.flatMap(([name, own]) => {
    const all = shareInterval(postsOf(own), of);
    if (all === null) return [];
    const points = stretches.map((stretch) =>
      pointOf(own[0]!, stretch, postsOf(stretch.filter((row) => row[by] === name)), asOf)
    );
    return [{ name, all, points }];
  }).sort((a, b) => b.all.share - a.all.share || (a.name < b.name ? -1 : 1));
}

function pointOf(kind: Row, stretch: Row[], posts: number, asOf: number): SharePoint {
  const [from, until] = [Number(stretch[0]!["start"]), Number(stretch.at(-1)!["until"])];
  const of = postsOf(stretch);
  const why = posts === 0 ? null : whyOf(kind, { start: from, until });
  return { from, to: Math.min(until, asOf), posts, of, why, ...shareInterval(posts, of)! };
}

function postsOf(rows: Row[]): number {
  return rows.reduce((sum, row) => sum + Number(row["posts"]), 0);
}
