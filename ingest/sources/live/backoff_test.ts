import assert from "node:assert/strict";
import { backOff } from "./backoff.ts";

Deno.test("backOff() doubles up to its longest wait, half of it by chance, and seldom asks who refuses", () => {
  const waits = [1, 2, 3, 30].map((attempt) => backOff({ kind: "lost" }, attempt, 0.5));
  assert.deepEqual(waits, [750, 1500, 3000, 225_000]);
  assert.equal(backOff({ kind: "lost" }, 1, 0), 500);
  assert.equal(backOff({ kind: "refused" }, 1, 0), 150_000);
  assert.equal(backOff({ kind: "refused" }, 99, 0), 1_800_000);
});

Deno.test("backOff() never comes back before it is asked to", () => {
  assert.equal(backOff({ kind: "quota", waitMs: 7000 }, 1, 0), 7000);
  assert.equal(backOff({ kind: "lost", waitMs: 7000 }, 5, 0.5), 7500);
});
