import { calibrated } from "../train/calibrate.ts";
import type { TrainingLists } from "../train/training_lists.ts";
import { recipes } from "../train/recipes.ts";
import { tweetCategories } from "../train/tasks.ts";
import { crossValidate, dealFolds } from "./folds.ts";
import { scoreMultiple } from "./measures.ts";
import type { Scores } from "./score_heads.ts";

/** Categories by cross-validation over all labelled tweets, with thresholds from the other folds. */
export function scoreCategoryFolds(lists: TrainingLists): Scores {
  const dealt = dealFolds(recipes.category(), tweetCategories("dev"));
  const { recipe: { task }, kept } = dealt;
  const sums = crossValidate(dealt, lists);
  const guesses = new Array<number>(sums.length).fill(0);
  kept.forEach(({ rows }, fold) => {
    const { slopes, shifts, thresholds } = calibrated(task, [...rows], (row) => sums[row]!);
    for (let row = fold; row < sums.length; row += kept.length) {
      sums[row]!.forEach((sum, label) => {
        const probability = 1 / (1 + Math.exp(-(slopes[label]! * sum + shifts[label]!)));
        if (probability >= thresholds[label]!) guesses[row]! |= 1 << label;
      });
    }
  });
  const { macroF1, microF1 } = scoreMultiple(guesses, task.targets, task.labels.length);
  return { "macro F1": macroF1, "micro F1": microF1 };
}
