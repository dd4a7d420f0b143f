import assert from "node:assert/strict";
import { distance } from "./near_copies.ts";

Deno.test("distance() counts the bits in which two hashes differ", () => {
  assert.equal(distance(0n, 0n), 0);
  assert.equal(distance(2n ** 64n - 1n, 0n), 64);
  assert.equal(distance(0b1011n, 0b0001n), 2);
});
