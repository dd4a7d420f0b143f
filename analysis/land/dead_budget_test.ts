import assert from "node:assert/strict";
import { createDeadBudget, leastDead } from "./dead_budget.ts";

const minute = 60_000;
const counts = (landed: number, dead: number) => ({ landed, changed: 0, duplicates: 0, dead });

Deno.test("createDeadBudget() stops above its share, and not at it", () => {
  const budget = createDeadBudget({ percent: 50, minutes: 10 });
  budget(counts(leastDead, leastDead), 0);
  assert.throws(() => budget(counts(0, 1), 1), {
    name: "OverBudget",
    message: /of 2001 lines that came within 10 minutes, 1001 became dead letters, more than DEAD_PERCENT=50/,
  });
});

Deno.test("createDeadBudget() stops for no fewer than 1,000", () => {
  const budget = createDeadBudget({ percent: 1, minutes: 10 });
  budget(counts(0, leastDead - 1), 0);
  assert.throws(() => budget(counts(0, 1), 1), { name: "OverBudget" });
});

Deno.test("createDeadBudget() forgets what is older than its window", () => {
  const budget = createDeadBudget({ percent: 50, minutes: 10 });
  budget(counts(0, leastDead - 1), 0);
  budget(counts(0, 1), 10 * minute);
  budget(counts(0, leastDead - 2), 10 * minute);
  assert.throws(() => budget(counts(0, 1), 10 * minute + 1), { name: "OverBudget" });
});

Deno.test("createDeadBudget() with 100 percent never stops", () => {
  const budget = createDeadBudget({ percent: 100, minutes: 10 });
  budget(counts(0, 1_000_000), 0);
});
