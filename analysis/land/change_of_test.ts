import assert from "node:assert/strict";
import { changeOf } from "./change_of.ts";

Deno.test("changeOf() names the views in which something is new, and when", () => {
  const posts = changeOf(
    7,
    { landed: 2, dead: 0 },
    [{ oldest: 10, newest: 12 }, { oldest: 11, newest: 20 }],
    false,
  );
  assert.deepEqual(posts, {
    landing: 7,
    posts: 2,
    views: ["posts", "minutes", "hours", "sources", "landings"],
    minCreatedAt: 10,
    maxCreatedAt: 20,
    rewritten: false,
  });
  const none = changeOf(8, { landed: 0, dead: 1 }, [], false);
  assert.deepEqual(none.views, ["landings", "dead_letters"]);
  assert.ok(none.minCreatedAt > none.maxCreatedAt);
});

Deno.test("changeOf() knows that the first real posts, which hide the simulated ones, change everything", () => {
  const { views, minCreatedAt, maxCreatedAt, rewritten } = changeOf(9, { landed: 1, dead: 0 }, [{
    oldest: 10,
    newest: 12,
  }, { oldest: 11, newest: 20 }], true);
  assert.ok(views.includes("dead_letters"));
  assert.deepEqual([minCreatedAt, maxCreatedAt, rewritten], [-Infinity, Infinity, true]);
});
