import assert from "node:assert/strict";
import { spanOf } from "./span.ts";

const minute = 60_000;
const hour = 60 * minute;
const edge = Date.UTC(2015, 1, 23, 7, 58, 12);
const moment = { landing: 1, liveEdge: edge, oldest: Date.UTC(2015, 1, 17, 8, 3), simulated: false };

Deno.test("spanOf() ends after the newest post, on a full minute, and starts on the border of a bucket", () => {
  assert.deepEqual(spanOf(moment, "1h", 0), {
    asOf: Date.UTC(2015, 1, 23, 7, 59),
    from: Date.UTC(2015, 1, 23, 6, 59),
    bucketMs: minute,
  });
  assert.deepEqual(spanOf(moment, "24h", 0), {
    asOf: Date.UTC(2015, 1, 23, 7, 59),
    from: Date.UTC(2015, 1, 22, 7, 45),
    bucketMs: 15 * minute,
  });
  assert.deepEqual(spanOf(moment, "all", 0), {
    asOf: Date.UTC(2015, 1, 23, 7, 59),
    from: Date.UTC(2015, 1, 17, 8),
    bucketMs: hour,
  });
  assert.ok(
    spanOf({ ...moment, liveEdge: Date.UTC(2015, 1, 23, 8) }, "1h", 0).asOf > Date.UTC(2015, 1, 23, 8),
  );
});

Deno.test("spanOf() keeps the number of buckets bounded for any age of the oldest post", () => {
  for (const oldest of [edge, edge - hour, edge - 5_000 * hour, Date.UTC(1990, 0, 1)]) {
    const { from, asOf, bucketMs } = spanOf({ ...moment, oldest }, "all", 0);
    assert.ok(from <= oldest);
    assert.ok((asOf - from) / bucketMs <= 181);
  }
});

Deno.test("spanOf() without posts ends at the clock", () => {
  const { asOf, from } = spanOf({ liveEdge: null, oldest: null }, "all", edge);
  assert.equal(asOf, Date.UTC(2015, 1, 23, 7, 59));
  assert.ok(from < asOf);
});

Deno.test("spanOf() of a rerun is what live was when its window ended there", () => {
  for (const interval of ["1h", "24h", "7d", "all"]) {
    const live = spanOf(moment, interval, 0);
    const later = { ...moment, landing: 9, liveEdge: edge + 50 * hour };
    assert.deepEqual(spanOf(later, interval, edge + 90 * hour, live.asOf), live, interval);
  }
  const before = spanOf(moment, "all", 0, Date.UTC(2000, 0, 3, 12));
  assert.deepEqual([before.asOf, before.asOf - before.from], [Date.UTC(2000, 0, 3, 12), hour]);
});
