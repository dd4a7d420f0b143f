import { type Kept, type Recipe, withoutFold } from "../train/recipe.ts";
import { trainByRecipe } from "../train/train_by_recipe.ts";
import type { TrainingLists } from "../train/training_lists.ts";
import type { Task } from "../train/tasks.ts";
import { sumRow } from "../train/train_linear.ts";

/** A recipe over all labelled texts of its task, and what the model of each fold learns from. */
export interface Folds {
  recipe: Recipe;
  kept: Kept[];
}

/** Deals the texts of a recipe and those of the dev split into the folds of the recipe. */
export function dealFolds(own: Recipe, dev: Task): Folds {
  const recipe = { ...own, task: joined(own.task, dev) };
  return { recipe, kept: Array.from({ length: own.folds.of }, (_, fold) => withoutFold(recipe, fold)) };
}

/** The sums of each text by the model that has not seen it. */
export function crossValidate({ recipe, kept }: Folds, lists: TrainingLists): Float64Array[] {
  const { task } = recipe;
  const { corpus, models } = trainByRecipe(recipe, lists, kept);
  return task.texts.map((_, row) => {
    const sums = new Float64Array(task.labels.length);
    sumRow(models[row % kept.length]!, corpus, row, sums);
    return sums;
  });
}

function joined(a: Task, b: Task): Task {
  return { ...a, texts: [...a.texts, ...b.texts], targets: Int32Array.from([...a.targets, ...b.targets]) };
}
