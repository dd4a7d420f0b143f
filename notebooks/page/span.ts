import type { Moment } from "../../analysis/store/reads.ts";
import { intervalMs } from "./interval.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const bucketSteps = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  6 * hourMs,
  dayMs,
  7 * dayMs,
  28 * dayMs,
  91 * dayMs,
  364 * dayMs,
];
const maxBuckets = 180;
/** Where DuckDB's time_bucket counts from: Monday 3 January 2000. */
const bucketOrigin = Date.UTC(2000, 0, 3);

/** The time a page is about. All UTC milliseconds. */
export interface Span {
  /** End of the window, on a full minute; posts are before it. */
  asOf: number;
  /** Start of the window, on the border of a bucket, so that every bar but the last is whole. */
  from: number;
  bucketMs: number;
}

/**
 * The span of a window. It ends at `rerunAt` where that is given, else at the live edge, snapped up to the minute; without posts
 * at `now`.
 */
export function spanOf(
  moment: Pick<Moment, "liveEdge" | "oldest">,
  interval: string,
  now: number,
  rerunAt: number | null = null,
): Span {
  const asOf = rerunAt ?? Math.floor((moment.liveEdge ?? now) / minuteMs) * minuteMs + minuteMs;
  const wanted = intervalMs(interval);
  const start = wanted === null ? Math.min(moment.oldest ?? asOf - dayMs, asOf - hourMs) : asOf - wanted;
  const bucketMs = bucketSteps.find((step) => (asOf - start) / step <= maxBuckets) ?? bucketSteps.at(-1)!;
  return { asOf, from: bucketStart(start, bucketMs), bucketMs };
}

/** The next wider bucket, of which one holds several of these; null for the widest. */
export function widerBucket(bucketMs: number): number | null {
  return bucketSteps.find((step) => step > bucketMs && step % bucketMs === 0) ?? null;
}

/** The border of a bucket at or before a time, as DuckDB's time_bucket counts. */
export function bucketStart(timeMs: number, bucketMs: number): number {
  return Math.floor((timeMs - bucketOrigin) / bucketMs) * bucketMs + bucketOrigin;
}
