import type { Task } from "./tasks.ts";
import { teachersOf } from "./teacher.ts";

const parts = 5;

/**
 * What a teacher says of all these texts, `[text * labels + label]`, by the numbers that a transformer makes of each. It
 * learns from these rows of the task, and a text that is one of them or was made of one (`sources[text]`) is asked of a
 * teacher that learnt from others only.
 */
export function markTexts(
  embedded: readonly Float16Array[],
  task: Task,
  rows: Int32Array,
  sources: Int32Array,
): Float32Array {
  const labels = task.labels.length;
  const marks = new Float32Array(embedded.length * labels);
  const teacherOf = teachersOf(embedded, task);
  const says = new Float64Array(labels);
  const partOf = new Int8Array(task.texts.length).fill(whole);
  rows.forEach((row, i) => partOf[row] = i % parts);
  for (let part = whole; part < parts; part++) {
    const teacher = teacherOf(part === whole ? rows : rows.filter((row) => partOf[row] !== part));
    embedded.forEach((_, text) => {
      if ((partOf[sources[text]!] ?? whole) !== part) return;
      teacher(text, says);
      marks.set(says, text * labels);
    });
  }
  return marks;
}

// No part: texts that no row has to do with are asked of a teacher of all rows.
const whole = -1;
