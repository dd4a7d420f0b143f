import { trainByRecipe } from "../train/train_by_recipe.ts";
import type { TrainingLists } from "../train/training_lists.ts";
import { recipes } from "../train/recipes.ts";
import type { Task } from "../train/tasks.ts";
import { sumRow } from "../train/train_linear.ts";
import { scoreSingle, type SingleScore } from "./measures.ts";

const scoredRows = 20_000;

/** The rows of the sentiment of microblogs up to 2015. */
export const earlyRows: Int32Array = Int32Array.from({ length: 27_000 }, (_, row) => row);

/**
 * Sentiment of microblogs in time: moods are learnt from the first 27,000 rows (to 2015) and scored on the last 20,000
 * (2016), which come back as `task`. Helpers and texts without labels are of any time, none of them among the scored ones.
 */
export function scoreTemporal(lists: TrainingLists): { score: SingleScore; task: Task } {
  const recipe = recipes["sentiment-microblog"]();
  const { texts, targets } = recipe.task;
  const early = { rows: earlyRows, marks: "sentiment-microblog-to-2015" };
  const { corpus, models: [model] } = trainByRecipe(recipe, lists, [early]);
  const from = texts.length - scoredRows;
  const sums = new Float64Array(3);
  const guesses = Array.from({ length: scoredRows }, (_, i) => {
    sumRow(model!, corpus, from + i, sums);
    return sums.indexOf(Math.max(...sums));
  });
  const task = { ...recipe.task, texts: texts.slice(from), targets: targets.slice(from) };
  return { score: scoreSingle(guesses, task.targets, 3), task };
}
