import assert from "node:assert/strict";
import { Budget } from "./budget.ts";

Deno.test("Budget gives so many a second, and saves up those of one second at most", () => {
  let now = 5000;
  const budget = new Budget(10, () => now);
  assert.equal(budget.take(4), 4);
  assert.equal(budget.take(100), 6);
  assert.equal(budget.take(1), 0);
  now += 250;
  assert.equal(budget.take(100), 2);
  now += 3_600_000;
  assert.equal(budget.take(100), 10);
});

Deno.test("Budget gives its rate however often it is asked", () => {
  let now = 0;
  const budget = new Budget(3, () => now);
  budget.take(3);
  let taken = 0;
  for (let i = 0; i < 100_000; i++) {
    now += 1;
    taken += budget.take(1000);
  }
  assert.ok(taken >= 299 && taken <= 300, `${taken} in 100 s`);
});
