import assert from "node:assert/strict";
import { chartEnd, fillBuckets, withCoverage } from "./span.ts";

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
  assert.deepEqual(buckets.filter(({ inPart }) => inPart), []);
  assert.ok(fillBuckets([], { ...span, oldest: null }).every(({ unknown }) => unknown));
});

Deno.test("fillBuckets() tells apart what was not followed, in part, and what came all the same", () => {
  const row = { source: "x", stream: "a", to_at: null, seen: null, detail: "" };
  const covered = withCoverage({ ...span, oldest: 0 }, [
    { ...row, kind: "connected", from_at: 0, noticed_at: 0 },
    { ...row, kind: "gap", from_at: 30, to_at: 200, noticed_at: 1 },
  ]);
  const buckets = fillBuckets([{ start: 120, posts: 2 }], covered);
  assert.deepEqual(buckets.map(({ unknown, inPart }) => [unknown, inPart]), [
    [false, true],
    [true, false],
    [false, true],
    [false, true],
    [false, false],
  ]);
});

Deno.test("chartEnd() gives the open bucket its full width", () => {
  assert.equal(chartEnd(span), 300);
  assert.equal(chartEnd({ ...span, asOf: 300 }), 300);
});
