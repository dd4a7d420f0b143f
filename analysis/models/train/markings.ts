import { earlyRows } from "../score/temporal.ts";
import { type Recipe, textsOf } from "./recipe.ts";
import { recipes } from "./recipes.ts";
import type { Task } from "./tasks.ts";

/** Texts that a transformer marks, those of its task first, of which it learns from these rows. */
export interface Marking {
  task: Task;
  texts: string[];
  rows: Int32Array;
}

/** By the names of their files what heads learn from, and what a score does, of a teacher that knows no later labels. */
export function readMarkings(): Record<string, Marking> {
  const sentiment = markingOf(recipes["sentiment-microblog"]());
  return {
    "sentiment-microblog": sentiment,
    "sentiment-microblog-to-2015": { ...sentiment, rows: earlyRows },
    "sentiment-forum": markingOf(recipes["sentiment-forum"]()),
    "emotion": markingOf(recipes.emotion()),
  };
}

function markingOf(recipe: Recipe): Marking {
  const { task } = recipe;
  return { task, texts: textsOf(recipe), rows: Int32Array.from(task.texts.keys()) };
}
