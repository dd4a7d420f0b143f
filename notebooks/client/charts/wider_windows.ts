import { widerBucket } from "../../page/span.ts";
import { whyOf } from "../rows.ts";
import type { Why } from "../why/why.ts";
import { chartEnd, type ChartSpan } from "./span.ts";

/** Below so many posts a window in the fullest panel, bars show chance; with fewer bars there is no curve left. */
const leastInWindow = 5;
const leastWindows = 12;

type Row = Record<string, unknown>;

/** A row of several windows together, and the posts behind it. */
export interface WideRow extends Row {
  start: number;
  posts: number;
  why: Why | null;
}

/** Widens the windows of a span until those of the fullest group hold some posts each; sizes are the groups' posts. */
export function widenSpan(span: ChartSpan, sizes: number[]): ChartSpan {
  const windows = (bucketMs: number) => (span.asOf - span.from) / bucketMs;
  let { bucketMs } = span;
  for (let wider = widerBucket(bucketMs); wider !== null && windows(wider) >= leastWindows;) {
    if (Math.max(...sizes) / windows(bucketMs) >= leastInWindow) break;
    bucketMs = wider;
    wider = widerBucket(bucketMs);
  }
  return { ...span, bucketMs };
}

/** Joins rows with `start` and `posts` to the windows of a wider span, which begin where the span does. */
export function joinRows(rows: Row[], span: ChartSpan): WideRow[] {
  const { from, bucketMs } = span;
  const joined = new Map<number, WideRow>();
  for (const row of rows) {
    const time = Number(row["start"]);
    if (time < from || time >= chartEnd(span)) continue;
    const start = from + Math.floor((time - from) / bucketMs) * bucketMs;
    const why = () => whyOf(row, { start, until: start + bucketMs });
    const wide = joined.get(start) ?? { start, posts: 0, why: why() };
    wide.posts += Number(row["posts"]);
    joined.set(start, wide);
  }
  return [...joined.values()];
}
