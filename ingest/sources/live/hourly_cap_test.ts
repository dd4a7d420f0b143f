import assert from "node:assert/strict";
import fc from "fast-check";
import { HourlyCap } from "./hourly_cap.ts";

const noon = Date.UTC(2026, 0, 1, 12);
const hourMs = 3_600_000;
const none = { hour: 0, ofHour: 0 };
const count = (kept: boolean[]) => kept.filter(Boolean).length;

Deno.test("HourlyCap keeps no more than its cap in any hour of the clock, whatever comes, restarts included", () => {
  const batches = fc.array(fc.record({ posts: fc.nat(500), after: fc.nat(600_000), restart: fc.boolean() }), {
    maxLength: 60,
  });
  fc.assert(fc.property(fc.integer({ min: 1, max: 2000 }), batches, (perHour, batches) => {
    let now = noon;
    let cap = new HourlyCap(perHour, none, now);
    const kept = new Map<number, number>();
    for (const { posts, after, restart } of batches) {
      now += after;
      if (restart) cap = new HourlyCap(perHour, cap.spent, now);
      const hour = Math.floor(now / hourMs);
      kept.set(hour, (kept.get(hour) ?? 0) + count(cap.take(posts, now)));
    }
    for (const posts of kept.values()) assert.ok(posts <= perHour, `${posts} of ${perHour}`);
  }));
});

Deno.test("HourlyCap spreads what it keeps over the hour, and over each batch", () => {
  const cap = new HourlyCap(720, none, noon);
  const quarters = [0, 0, 0, 0];
  for (let second = 0; second < 3600; second++) {
    quarters[Math.floor(second / 900)]! += count(cap.take(40, noon + second * 1000));
  }
  assert.deepEqual(quarters, [182, 180, 180, 178]);
  const half = new HourlyCap(3600, none, noon).take(20, noon);
  assert.equal(half.map(Number).join(""), "01".repeat(10));
});

Deno.test("HourlyCap gives what was not used to the rest of the hour, but not what was before a stream began", () => {
  const cap = new HourlyCap(60, none, noon + 50 * 60_000);
  assert.equal(count(cap.take(100, noon + 50 * 60_000)), 1);
  assert.equal(count(cap.take(100, noon + 55 * 60_000)), 5);
  assert.equal(count(cap.take(100, noon + 60 * 60_000)), 1, "a new hour");
  assert.equal(count(cap.take(100, noon + 90 * 60_000)), 30);
});
