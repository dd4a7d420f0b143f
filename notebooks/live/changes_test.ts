import assert from "node:assert/strict";
import { Changes } from "./changes.ts";
import { ResultCache } from "./result_cache.ts";

const posts = (landing: number, minCreatedAt: number, maxCreatedAt: number) => ({
  landing,
  posts: 1,
  views: ["posts", "landings"],
  minCreatedAt,
  maxCreatedAt,
  rewritten: false,
});
const window = { from: 100, asOf: 200 };

Deno.test("Changes says which results a landing may have changed", () => {
  const changes = new Changes();
  changes.add(posts(1, 50, 99));
  changes.add(posts(2, 200, 300));
  changes.add(posts(3, 90, 100));
  changes.add(posts(4, 199, 300));
  const touched = (since: number, until: number, views: string[], bounds: typeof window | null = window) =>
    changes.touched(since, until, { views, window: bounds });
  assert.deepEqual([1, 2, 3, 4].map((landing) => touched(landing - 1, landing, ["posts"])), [
    false,
    false,
    true,
    true,
  ]);
  assert.equal(touched(0, 2, ["posts"]), false);
  assert.equal(touched(0, 2, ["posts"], null), true);
  assert.equal(touched(0, 4, ["dead_letters"], null), false);
  assert.equal(touched(0, 1, ["landings", "dead_letters"], null), true);
  assert.equal(touched(4, 4, ["posts"]), false);
});

Deno.test("Changes takes for changed what it cannot know", () => {
  const changes = new Changes();
  changes.add(posts(2, 300, 300));
  assert.equal(changes.touched(0, 2, { views: ["posts"], window }), true, "landing 1 was not told");
  assert.equal(changes.touched(2, 2, { views: [], window: null }), true, "a cell that reads nothing we know");
  assert.equal(
    changes.touched(2, 2, { views: ["coverage"], window: null }),
    true,
    "changes without landings",
  );
});

Deno.test("ResultCache keeps a result for as long as landings pass it by", () => {
  const changes = new Changes();
  const cache = new ResultCache(changes);
  const reach = { views: ["posts"], window };
  cache.set("q", 1, "body", reach);
  changes.add(posts(2, 300, 300));
  assert.equal(cache.get("q", 2), "body");
  assert.equal(cache.get("q", 1), undefined, "it is known for the newer landing only");
  changes.add(posts(3, 150, 150));
  assert.equal(cache.get("q", 3), undefined);
  assert.equal(cache.get("q", 2), "body");
  cache.set("q", 1, "older", reach);
  assert.equal(cache.get("q", 2), "body");
});

Deno.test("ResultCache forgets the least used when it holds too much", () => {
  const cache = new ResultCache(new Changes());
  const large = "x".repeat(12 * 1_048_576);
  const reach = { views: ["posts"], window: null };
  for (const key of ["a", "b"]) cache.set(key, 1, large, reach);
  cache.get("a", 1);
  cache.set("c", 1, large, reach);
  assert.deepEqual(["a", "b", "c"].map((key) => cache.get(key, 1) !== undefined), [true, false, true]);
});
