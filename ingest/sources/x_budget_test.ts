import assert from "node:assert/strict";
import { allowance, spend, spentAt } from "./x_budget.ts";

const noon = Date.UTC(2026, 0, 1, 12, 0, 0);
const hourMs = 3_600_000;

Deno.test("allowance() spreads a day's budget: a tenth an hour, a twelfth of that each five minutes", () => {
  const budget = { perDay: 12_000 };
  const fresh = spentAt(undefined, noon);
  assert.equal(allowance(budget, fresh).left, 100);
  const slice = allowance(budget, spend(fresh, 100));
  assert.deepEqual(slice, { left: 0, nextAt: noon + 300_000, what: "five minutes" });
  const later = spentAt({ ...spend(fresh, 100) }, noon + 300_000);
  assert.deepEqual([later.ofDay, later.ofHour, later.ofSlice], [100, 100, 0]);
});

Deno.test("allowance() stops hard at the end of a day's budget, whatever the hour has left", () => {
  const spent = { ...spentAt(undefined, noon), ofDay: 1000 };
  assert.deepEqual(allowance({ perDay: 1000 }, spent), { left: 0, nextAt: noon + 12 * hourMs, what: "day" });
  const tomorrow = spentAt({ ...spent }, noon + 12 * hourMs);
  assert.ok(allowance({ perDay: 1000 }, tomorrow).left > 0);
});

Deno.test("allowance() never lets a day spend more than its budget and one batch", () => {
  let spent = spentAt(undefined, noon);
  let total = 0;
  for (let now = noon; now < noon + 12 * hourMs; now += 10_000) {
    spent = spentAt({ ...spent }, now);
    if (allowance({ perDay: 500 }, spent).left <= 0) continue;
    spent = spend(spent, 3);
    total += 3;
  }
  assert.ok(total >= 500 && total < 503, `${total}`);
});

Deno.test("allowance() gives an hour no more than a stream's own cap, and no more than its share of the day", () => {
  const fresh = spentAt(undefined, noon);
  assert.equal(allowance({ perDay: 12_000, perHour: 120 }, fresh).left, 10);
  assert.equal(allowance({ perDay: 12_000, perHour: 9999 }, fresh).left, 100);
  const spent = { ...fresh, ofHour: 120 };
  assert.deepEqual(allowance({ perDay: 12_000, perHour: 120 }, spent).what, "hour");
});
