import { readCorpus } from "./corpus.ts";
import { toProbabilities } from "./loss.ts";
import type { Recipe } from "./recipe.ts";
import { trainByRecipe } from "./train_by_recipe.ts";
import type { TrainingLists } from "./training_lists.ts";
import { teachersOf } from "./teacher.ts";
import { sumRow } from "./train_linear.ts";

// A head is surer of itself than a teacher is.
const headWorth = 0.5;
const least = 1e-3;

/**
 * What a teacher and a head that is trained without one say together of texts without labels, `[text * labels + label]`,
 * which have one label each, both by the labels of these rows of the recipe's task: the mean of their log-probabilities (a
 * product of experts, Hinton 2002), since they err on different texts. `embedded` has the texts of the task first.
 */
export function markTogether(
  embedded: readonly Float16Array[],
  { marked, ...recipe }: Recipe,
  rows: Int32Array,
  lists: TrainingLists,
): Float32Array {
  const { task } = recipe;
  const labels = task.labels.length;
  const teacher = teachersOf(embedded, task)(rows);
  const { models: [head] } = trainByRecipe(recipe, lists, [{ rows }]);
  const corpus = readCorpus(marked!.others, lists);
  const marks = new Float32Array(corpus.count * labels);
  const says = new Float64Array(labels);
  const sums = new Float64Array(labels);
  for (let text = 0; text < corpus.count; text++) {
    teacher(task.texts.length + text, says);
    sumRow(head!, corpus, text, sums);
    for (let label = 0; label < labels; label++) {
      sums[label] = (Math.log(says[label]! + least) + headWorth * sums[label]!) / 2;
    }
    toProbabilities("softmax", sums);
    marks.set(sums, text * labels);
  }
  return marks;
}
