import assert from "node:assert/strict";
import { moodPoints, postsPerPoint } from "./mood_points.ts";

const span = { from: 0, asOf: 250, bucketMs: 60, oldest: 0 };
const row = (start: number, negative: number, positive: number) => ({
  start,
  negative,
  neutral: 0,
  positive,
});

Deno.test("moodPoints() draws no share from fewer than 30 posts", () => {
  assert.deepEqual(moodPoints([row(0, 10, 19)], span), []);
  assert.equal(moodPoints([row(0, 10, 20)], span).length, 1);
});

Deno.test("moodPoints() joins neighbours in order of time, up to the end of the window", () => {
  const points = moodPoints([row(240, 5, 5), row(0, 20, 0), row(60, 0, 20)], span);
  assert.deepEqual(points.map(({ from, to, judged }) => [from, to, judged]), [[0, 250, 50]]);
  assert.equal(points[0]!.negative.share, 0.5);
});

Deno.test("postsPerPoint() keeps the line to two dozen points", () => {
  assert.equal(postsPerPoint([row(0, 10, 10)]), 30);
  assert.equal(postsPerPoint([row(0, 24_000, 24_000)]), 2000);
});
