import assert from "node:assert/strict";
import { chartEnd, fillBuckets } from "./span.ts";

const span = { from: 0, asOf: 290, bucketMs: 60, oldest: 130 };

Deno.test("fillBuckets() draws zero where it was followed, and unknown before the oldest post", () => {
  const buckets = fillBuckets([{ start: new Date(180), posts: 4 }], span);
  assert.deepEqual(buckets.map(({ start, unknown, row }) => [start, unknown, row?.["posts"] ?? 0]), [
    [0, true, 0],
    [60, true, 0],
    [120, false, 0],
    [180, false, 4],
    [240, false, 0],
  ]);
  assert.ok(fillBuckets([], { ...span, oldest: null }).every(({ unknown }) => unknown));
});

Deno.test("chartEnd() gives the open bucket its full width", () => {
  assert.equal(chartEnd(span), 300);
  assert.equal(chartEnd({ ...span, asOf: 300 }), 300);
});
