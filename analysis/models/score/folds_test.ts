import assert from "node:assert/strict";
import type { Task } from "../train/tasks.ts";
import { dealFolds } from "./folds.ts";

const taskOf = (texts: string[]): Task => ({
  kind: "softmax",
  labels: ["even", "odd"],
  texts,
  targets: Int32Array.from(texts, (_, i) => i % 2),
});

Deno.test("dealFolds() leaves out what the teachers of a recipe's marks know no labels of", () => {
  const { kept } = dealFolds({
    task: taskOf(["a", "b", "c", "d"]),
    helpers: [],
    marked: { file: "trial", own: "none", others: ["e"] },
    training: { bits: 4, epochs: 1, rate: 0.1, decay: 0 },
    orders: 1,
    folds: { of: 3, heldOut: 1 },
  }, taskOf(["f", "g"]));
  assert.deepEqual(kept.map(({ rows, marks }) => [marks, ...rows]), [
    ["trial-without-0", 1, 2, 4, 5],
    ["trial-without-1", 0, 2, 3, 5],
    ["trial-without-2", 0, 1, 3, 4],
  ]);
});
