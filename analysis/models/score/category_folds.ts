import { calibrated, trainByRecipe, type TrainingLists } from "../train/recipe.ts";
import { recipes } from "../train/recipes.ts";
import { type Task, tweetCategories } from "../train/tasks.ts";
import { sumRow } from "../train/train_linear.ts";
import { scoreMultiple } from "./measures.ts";
import type { Scores } from "./score_heads.ts";

const folds = 5;

/**
 * Categories by five-fold cross-validation over all labelled tweets: each is scored by a model that has not seen it, with
 * thresholds from the other folds.
 */
export function scoreCategoryFolds(lists: TrainingLists): Scores {
  const task = joined(tweetCategories("train"), tweetCategories("dev"));
  const rows = Int32Array.from(task.texts.keys());
  const kept = Array.from({ length: folds }, (_, fold) => rows.filter((row) => row % folds !== fold));
  const { corpus, models } = trainByRecipe({ ...recipes.category(), task }, lists, kept);
  const sums = task.texts.map((_, row) => {
    const own = new Float64Array(task.labels.length);
    sumRow(models[row % folds]!, corpus, row, own);
    return own;
  });
  const guesses = new Array<number>(rows.length).fill(0);
  kept.forEach((others, fold) => {
    const { slopes, shifts, thresholds } = calibrated(task, [...others], (row) => sums[row]!);
    for (let row = fold; row < rows.length; row += folds) {
      sums[row]!.forEach((sum, label) => {
        const probability = 1 / (1 + Math.exp(-(slopes[label]! * sum + shifts[label]!)));
        if (probability >= thresholds[label]!) guesses[row]! |= 1 << label;
      });
    }
  });
  const { macroF1, microF1 } = scoreMultiple(guesses, task.targets, task.labels.length);
  return { "macro F1": macroF1, "micro F1": microF1 };
}

function joined(a: Task, b: Task): Task {
  return { ...a, texts: [...a.texts, ...b.texts], targets: Int32Array.from([...a.targets, ...b.targets]) };
}
