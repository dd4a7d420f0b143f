import type { Task } from "./tasks.ts";
import { teachersOf } from "./teacher.ts";

const parts = 5;

/**
 * What a teacher says of all these texts, `[text * labels + label]`, by the numbers that a transformer makes of each:
 * those of the task come first, and each of its `rows` is asked of a teacher that learnt from the others only.
 */
export function markTexts(embedded: readonly Float16Array[], task: Task, rows: Int32Array): Float32Array {
  const labels = task.labels.length;
  const marks = new Float32Array(embedded.length * labels);
  const teacherOf = teachersOf(embedded, task);
  const says = new Float64Array(labels);
  const learnt = new Set(rows);
  const whole = teacherOf(rows);
  embedded.forEach((_, text) => {
    if (learnt.has(text)) return;
    whole(text, says);
    marks.set(says, text * labels);
  });
  for (let part = 0; part < parts; part++) {
    const teacher = teacherOf(rows.filter((_, i) => i % parts !== part));
    for (let i = part; i < rows.length; i += parts) {
      teacher(rows[i]!, says);
      marks.set(says, rows[i]! * labels);
    }
  }
  return marks;
}
