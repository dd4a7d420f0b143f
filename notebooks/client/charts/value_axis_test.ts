import assert from "node:assert/strict";
import fc from "fast-check";
import { roundTicks } from "./value_axis.ts";

Deno.test("roundTicks() gives a few round whole values from 0 that reach over the largest", () => {
  assert.deepEqual(roundTicks(44), [0, 10, 20, 30, 40, 50]);
  assert.deepEqual(roundTicks(1.08), [0, 1, 2]);
  assert.deepEqual(roundTicks(0), [0, 1]);
  assert.deepEqual(roundTicks(1100), [0, 500, 1000, 1500]);
  fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (max) => {
    const ticks = roundTicks(max);
    assert.ok(ticks.length >= 2 && ticks.length <= 7);
    assert.ok(ticks.every(Number.isInteger));
    assert.ok(ticks.at(-1)! >= max);
  }));
});
