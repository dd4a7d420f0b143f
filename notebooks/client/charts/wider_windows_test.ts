import assert from "node:assert/strict";
import { toRows } from "../rows.ts";
import { joinRows, widenSpan } from "./wider_windows.ts";

const hourMs = 3_600_000;
const from = Date.UTC(2026, 0, 1, 0, 30);
const span = { from, asOf: from + 24 * hourMs, bucketMs: hourMs / 4, oldest: null };

Deno.test("widenSpan() widens windows until the fullest group has 5 posts in each, as long as 12 are left", () => {
  const hours = (posts: number) => widenSpan(span, [1, posts]).bucketMs / hourMs;
  assert.deepEqual([5 * 96, 5 * 96 - 1, 10, 0].map(hours), [0.25, 1, 1, 1]);
  assert.equal(widenSpan({ ...span, asOf: from + hourMs }, [1]).bucketMs, hourMs / 4);
});

Deno.test("joinRows() keeps every post, in windows that lead to as many", () => {
  const starts = [0, 1, 3, 4, 95].map((nth) => from + nth * span.bucketMs);
  const rows = toRows({
    names: ["start", "posts"],
    types: ["time", "number"],
    values: [starts, [1, 2, 3, 4, 5]],
    rows: 5,
    cut: false,
  }, { name: "by", key: ["start"] });
  const wide = joinRows(rows, { ...span, bucketMs: hourMs });
  assert.deepEqual(wide.map(({ start, posts }) => [(start - from) / hourMs, posts]), [[0, 6], [1, 4], [
    23,
    5,
  ]]);
  assert.deepEqual(wide[0]!.why, { cell: "by", key: { start: from, until: from + hourMs } });
});
