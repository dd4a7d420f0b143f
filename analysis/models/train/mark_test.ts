import assert from "node:assert/strict";
import { markTexts } from "./mark.ts";
import type { Task } from "./tasks.ts";

// Of the task, then others, and one that was made of the first.
const texts = Array.from({ length: 91 }, (_, i) => `text ${i}`);
const embedded = texts.map((_, i) => Float16Array.of(i % 3 === 0 ? 1 : -1, i % 3 === 1 ? 2 : 0, i % 7));
const task: Task = {
  kind: "softmax",
  labels: ["a", "b", "c"],
  texts: texts.slice(0, 60),
  targets: Int32Array.from({ length: 60 }, (_, i) => i % 3),
};
const rows = Int32Array.from({ length: 60 }, (_, row) => row);
const altered = 90;
const sources = Int32Array.from(texts, (_, text) => text < 60 ? text : text === altered ? 0 : -1);

function topOf(marks: Float32Array, text: number): number {
  const own = [...marks.subarray(text * 3, text * 3 + 3)];
  return own.indexOf(Math.max(...own));
}

Deno.test("markTexts() says of texts with and without labels what it learnt, each time the same", () => {
  const marks = markTexts(embedded, task, rows, sources);
  texts.forEach((_, text) => assert.equal(topOf(marks, text), text % 3));
  assert.deepEqual(markTexts(embedded, task, rows, sources), marks);
});

Deno.test("markTexts() does not know the label of the text that it marks, nor of what that was made of", () => {
  const wrong = { ...task, targets: task.targets.map((target, row) => row === 0 ? 2 : target) };
  const [marks, others] = [task, wrong].map((known) => markTexts(embedded, known, rows, sources));
  for (const text of [0, altered]) {
    assert.deepEqual(others!.subarray(text * 3, text * 3 + 3), marks!.subarray(text * 3, text * 3 + 3));
  }
  assert.notDeepEqual(others!.subarray(3, 6), marks!.subarray(3, 6), "what others say does change");
});

Deno.test("markTexts() asks the whole of what it learnt about a text of a row that it did not learn from", () => {
  const learnt = rows.subarray(3);
  const marks = markTexts(embedded, task, learnt, sources);
  const apart = markTexts(embedded, task, learnt, sources.map((row) => row < 3 ? -1 : row));
  assert.deepEqual(marks, apart);
});
