import assert from "node:assert/strict";
import { changeOf } from "./change_of.ts";
import { noSpan } from "./searches.ts";

Deno.test("changeOf() names the views in which something is new, and when", () => {
  const posts = changeOf(
    7,
    { landed: 2, dead: 0, readings: 0, corrections: 0, rules: 0 },
    [{ oldest: 10, newest: 12 }, { oldest: 11, newest: 20 }],
    noSpan,
    false,
  );
  assert.deepEqual(posts, {
    landing: 7,
    posts: 2,
    views: ["posts", "entities", "phrases", "minutes", "hours", "sources", "landings"],
    minCreatedAt: 10,
    maxCreatedAt: 20,
    rewritten: false,
  });
  const none = changeOf(8, { landed: 0, dead: 1, readings: 0, corrections: 0, rules: 0 }, [], noSpan, false);
  assert.deepEqual(none.views, ["landings", "dead_letters"]);
  assert.ok(none.minCreatedAt > none.maxCreatedAt);
});

Deno.test("changeOf() knows that the first real posts, which hide the simulated ones, change everything", () => {
  const { views, minCreatedAt, maxCreatedAt, rewritten } = changeOf(
    9,
    { landed: 1, dead: 0, readings: 0, corrections: 0, rules: 0 },
    [{
      oldest: 10,
      newest: 12,
    }, { oldest: 11, newest: 20 }],
    noSpan,
    true,
  );
  assert.ok(views.includes("dead_letters"));
  assert.deepEqual([minCreatedAt, maxCreatedAt, rewritten], [-Infinity, Infinity, true]);
});

Deno.test("changeOf() tells that earlier posts were changed, and when those were written", () => {
  const counts = { landed: 0, dead: 0, readings: 1, corrections: 0, rules: 0 };
  const change = changeOf(10, counts, [], { from: 5, to: 9 }, false);
  assert.deepEqual(change, {
    landing: 10,
    posts: 0,
    views: ["posts", "entities", "phrases", "minutes", "hours", "sources", "engagement", "landings"],
    minCreatedAt: 5,
    maxCreatedAt: 9,
    rewritten: true,
  });
  const both = changeOf(11, { ...counts, landed: 1 }, [{ oldest: 7, newest: 20 }], { from: 5, to: 9 }, false);
  assert.deepEqual([both.minCreatedAt, both.maxCreatedAt], [5, 20]);
});
