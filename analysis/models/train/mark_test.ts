import assert from "node:assert/strict";
import { markTexts } from "./mark.ts";
import type { Task } from "./tasks.ts";

const texts = Array.from({ length: 90 }, (_, i) => `text ${i}`);
const embedded = texts.map((_, i) => Float16Array.of(i % 3 === 0 ? 1 : -1, i % 3 === 1 ? 2 : 0, i % 7));
const task: Task = {
  kind: "softmax",
  labels: ["a", "b", "c"],
  texts: texts.slice(0, 60),
  targets: Int32Array.from({ length: 60 }, (_, i) => i % 3),
};
const rows = Int32Array.from({ length: 60 }, (_, row) => row);

function topOf(marks: Float32Array, text: number): number {
  const own = [...marks.subarray(text * 3, text * 3 + 3)];
  return own.indexOf(Math.max(...own));
}

Deno.test("markTexts() says of texts with and without labels what it learnt, each time the same", () => {
  const marks = markTexts(embedded, task, rows);
  texts.forEach((_, text) => assert.equal(topOf(marks, text), text % 3));
  assert.deepEqual(markTexts(embedded, task, rows), marks);
});

Deno.test("markTexts() does not know the label of the text that it marks", () => {
  const wrong = { ...task, targets: task.targets.map((target, row) => row === 0 ? 2 : target) };
  const [marks, others] = [task, wrong].map((known) => markTexts(embedded, known, rows));
  assert.deepEqual(others!.subarray(0, 3), marks!.subarray(0, 3));
  assert.notDeepEqual(others!.subarray(3, 6), marks!.subarray(3, 6), "what others say does change");
});
