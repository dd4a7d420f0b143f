import { type Recipe, trainByRecipe, type TrainingLists } from "../train/recipe.ts";
import type { Task } from "../train/tasks.ts";
import { sumRow } from "../train/train_linear.ts";

const folds = 5;

/** All labelled texts of a task, and what models of its recipe say of those that they have not seen. */
export interface Folded {
  task: Task;
  /** The rows that the model of each fold was trained on; the fold has every fifth of the others. */
  kept: Int32Array[];
  /** The sums of each text. */
  sums: Float64Array[];
}

/** Five-fold cross-validation of a recipe over its texts and those of the dev split. */
export function crossValidate(recipe: Recipe, dev: Task, lists: TrainingLists): Folded {
  const task = joined(recipe.task, dev);
  const rows = Int32Array.from(task.texts.keys());
  const kept = Array.from({ length: folds }, (_, fold) => rows.filter((row) => row % folds !== fold));
  const { corpus, models } = trainByRecipe({ ...recipe, task }, lists, kept.map((rows) => ({ rows })));
  const sums = task.texts.map((_, row) => {
    const own = new Float64Array(task.labels.length);
    sumRow(models[row % folds]!, corpus, row, own);
    return own;
  });
  return { task, kept, sums };
}

function joined(a: Task, b: Task): Task {
  return { ...a, texts: [...a.texts, ...b.texts], targets: Int32Array.from([...a.targets, ...b.targets]) };
}
