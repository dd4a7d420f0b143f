import assert from "node:assert/strict";
import { loudestWindow } from "./loudest.ts";
import { restOf } from "./rest.ts";

const span = { from: 0, asOf: 170_000, bucketMs: 60_000, oldest: 0 };

Deno.test("restOf() is what the groups leave of the total, window by window", () => {
  const total = [{ start: new Date(0), posts: 10 }, { start: new Date(60_000), posts: 5 }];
  const groups = [[{ start: new Date(0), posts: 3 }], [{ start: new Date(0), posts: 2 }, {
    start: new Date(60_000),
    posts: 5,
  }]];
  assert.deepEqual(restOf(total, groups).map(({ posts }) => posts), [5, 0]);
  const newer = [[{ start: new Date(60_000), posts: 6 }]];
  assert.deepEqual(restOf(total, newer).map(({ posts }) => posts), [10, 0]);
  assert.deepEqual(restOf([], []), []);
});

Deno.test("loudestWindow() is the first of the highest closed windows; the open one takes no part", () => {
  const rows = [[0, 4], [60_000, 4], [120_000, 9]].map(([start, posts]) => ({ start, posts }));
  assert.equal(loudestWindow(rows, span)?.start, 0);
  assert.equal(loudestWindow(rows.slice(2), span), null);
  assert.equal(loudestWindow(rows.slice(2), { ...span, asOf: 180_000, rerun: true })?.start, 120_000);
  assert.equal(loudestWindow([{ start: 0, posts: 0 }], span), null);
});
