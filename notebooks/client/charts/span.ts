import { readCoverageRow, type Stretch, stretchesOf } from "../../page/coverage.ts";

/** The time a chart is about, UTC milliseconds, as the page's variable `span`. */
export interface ChartSpan {
  from: number;
  asOf: number;
  bucketMs: number;
  /** Time of the oldest post of all; before it nothing is known. */
  oldest: number | null;
  /** The end was chosen and does not move: a bucket that ends there is whole. */
  rerun?: boolean;
  /** What was followed, as streams say; without it from the oldest post on. */
  coverage?: Stretch[];
}

/** One bucket of time with what was counted in it. */
export interface Bucket {
  start: number;
  /** True where it may hold posts that nobody received: unknown, which is not zero. */
  unknown: boolean;
  /** True where a part of it, or one of several streams, was not followed: it may be too low. */
  inPart: boolean;
  row: Record<string, unknown> | null;
}

const maxBuckets = 2000;

/** Where the time axis of a chart ends: the open bucket is drawn at its full width. */
export function chartEnd({ from, asOf, bucketMs }: ChartSpan): number {
  return from + Math.ceil((asOf - from) / bucketMs) * bucketMs;
}

/** Start of the bucket from which on posts were received; the end of the axis where none were. */
export function knownFrom(span: ChartSpan): number {
  const { from, bucketMs } = span;
  const first = coverageOf(span).find(({ state }) => state !== "gap");
  return first === undefined ? chartEnd(span) : from + Math.floor((first.from - from) / bucketMs) * bucketMs;
}

/** Whether a bucket may still grow, or is cut off by the end of the span. */
export function isOpen(start: number, { asOf, bucketMs, rerun = false }: ChartSpan): boolean {
  return rerun ? start + bucketMs > asOf : start + bucketMs >= asOf;
}

/** The span with what rows of the view `coverage` say of it. */
export function withCoverage(span: ChartSpan, rows: Record<string, unknown>[] | undefined): ChartSpan {
  const lines = (rows ?? []).map(readCoverageRow).filter((line) => line !== null);
  return lines.length === 0 ? span : { ...span, coverage: stretchesOf(lines, wholeOf(span)) };
}

/** What was followed, in stretches from the start of the axis to its end. */
export function coverageOf(span: ChartSpan): Stretch[] {
  return span.coverage ?? stretchesOf([], wholeOf(span));
}

function wholeOf(span: ChartSpan): { from: number; to: number; oldest: number | null } {
  return { from: span.from, to: chartEnd(span), oldest: span.oldest };
}

/** Every bucket of the span in order: rows where there are some, zero between them, unknown where nothing was followed. */
export function fillBuckets(rows: Record<string, unknown>[], span: ChartSpan): Bucket[] {
  const byStart = new Map(rows.map((row) => [Number(row["start"]), row]));
  const buckets: Bucket[] = [];
  const missing = coverageOf(span).filter(({ state }) => state === "gap" || state === "part");
  for (let start = span.from; start < span.asOf && buckets.length < maxBuckets; start += span.bucketMs) {
    const end = start + span.bucketMs;
    const touching = missing.filter(({ from, to }) => from < end && to > start);
    const row = byStart.get(start) ?? null;
    const unknown = row === null &&
      touching.some(({ state, from, to }) => state === "gap" && from <= start && to >= end);
    // The first post of all comes somewhere in its window.
    const inPart = touching.some(({ from }) => from > span.from || span.coverage !== undefined);
    buckets.push({ start, unknown, inPart: !unknown && inPart, row });
  }
  return buckets;
}
