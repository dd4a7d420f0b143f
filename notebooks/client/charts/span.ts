/** The time a chart is about, UTC milliseconds, as the page's variable `span`. */
export interface ChartSpan {
  from: number;
  asOf: number;
  bucketMs: number;
  /** Time of the oldest post of all; before it nothing is known. */
  oldest: number | null;
  /** The end was chosen and does not move: a bucket that ends there is whole. */
  rerun?: boolean;
}

/** One bucket of time with what was counted in it. */
export interface Bucket {
  start: number;
  /** True where it may hold posts that nobody received: unknown, which is not zero. */
  unknown: boolean;
  row: Record<string, unknown> | null;
}

const maxBuckets = 2000;

/** Where the time axis of a chart ends: the open bucket is drawn at its full width. */
export function chartEnd({ from, asOf, bucketMs }: ChartSpan): number {
  return from + Math.ceil((asOf - from) / bucketMs) * bucketMs;
}

/** Start of the bucket from which on posts were received; the end of the axis where none were. */
export function knownFrom(span: ChartSpan): number {
  const { from, bucketMs, oldest } = span;
  if (oldest === null) return chartEnd(span);
  return Math.max(from, from + Math.floor((oldest - from) / bucketMs) * bucketMs);
}

/** Whether a bucket may still grow, or is cut off by the end of the span. */
export function isOpen(start: number, { asOf, bucketMs, rerun = false }: ChartSpan): boolean {
  return rerun ? start + bucketMs > asOf : start + bucketMs >= asOf;
}

/** Every bucket of the span in order: rows where there are some, zero between them, unknown before the oldest post. */
export function fillBuckets(rows: Record<string, unknown>[], span: ChartSpan): Bucket[] {
  const byStart = new Map(rows.map((row) => [Number(row["start"]), row]));
  const buckets: Bucket[] = [];
  for (let start = span.from; start < span.asOf && buckets.length < maxBuckets; start += span.bucketMs) {
    const unknown = span.oldest === null || start + span.bucketMs <= span.oldest;
    buckets.push({ start, unknown, row: byStart.get(start) ?? null });
  }
  return buckets;
}
