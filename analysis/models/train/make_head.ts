import type { LinearWeights } from "../linear_file.ts";
import { calibrated } from "./calibrate.ts";
import { quantiseConvolution } from "./convolve.ts";
import type { Corpus } from "./corpus.ts";
import { quantise } from "./quantise.ts";
import { type Recipe, withoutFold } from "./recipe.ts";
import { trainByRecipe } from "./train_by_recipe.ts";
import { sumRow, type Weights } from "./train_linear.ts";
import type { TrainingLists } from "./training_lists.ts";

/**
 * A head as it goes into its file. Calibration and thresholds come from models that have not seen a part of the rows, and
 * from their sums there.
 */
export function makeHead(recipe: Recipe, model: string, lists: TrainingLists): LinearWeights {
  const { task, folds } = recipe;
  const kept = Array.from({ length: folds.heldOut }, (_, fold) => withoutFold(recipe, fold));
  const { corpus, models: [whole, ...parts] } = trainByRecipe(recipe, lists, [
    {},
    ...kept,
  ]);
  const heldOut = [...task.texts.keys()].filter((row) => row % folds.of < folds.heldOut);
  return {
    model,
    kind: task.kind,
    labels: task.labels,
    ...quantise(whole!),
    ...(whole!.convolution === undefined ? {} : { convolution: quantiseConvolution(whole!.convolution) }),
    ...calibrated(task, heldOut, (row) => sumsOf(parts[row % folds.of]!, corpus, row)),
  };
}

function sumsOf(model: Weights, corpus: Corpus, row: number): Float64Array {
  const sums = new Float64Array(model.labels);
  sumRow(model, corpus, row, sums);
  return sums;
}
