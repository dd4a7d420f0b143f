import type { Corpus } from "./corpus.ts";
import { sumRow, type Weights } from "./train_linear.ts";

/**
 * A model of another task whose sums help to train one. `means` and `spreads` make its columns comparable; since a sum
 * of sums is a sum, a helper costs nothing once it is folded into the weights of the model that it helped.
 */
export interface Helper {
  model: Weights;
  means: number[];
  spreads: number[];
}

/** Measures the columns of a model over the texts that it is to help with; they will be of this spread. */
export function createHelper(model: Weights, corpus: Corpus, spread = 1): Helper {
  const sums = rawColumns(model, corpus);
  const means = sums.map((column) => column.reduce((total, value) => total + value, 0) / column.length);
  const spreads = sums.map((column, c) =>
    (Math.sqrt(column.reduce((total, value) => total + (value - means[c]!) ** 2, 0) / column.length) + 1e-6) /
    spread
  );
  return { model, means, spreads };
}

/** The columns of helpers for a corpus. */
export function helperColumns(helpers: readonly Helper[], corpus: Corpus): Float32Array[] {
  return helpers.flatMap(({ model, means, spreads }) =>
    rawColumns(model, corpus).map((column, c) => column.map((value) => (value - means[c]!) / spreads[c]!))
  );
}

/** The same model without helpers: what they add is in its weights. A helper may have fewer rows, but has the same words. */
export function foldHelpers(model: Weights, helpers: readonly Helper[]): Weights {
  const { labels } = model;
  const weights = Float64Array.from(model.weights);
  const biases = Float64Array.from(model.biases);
  let column = 0;
  const rows = 2 ** model.bits;
  const words = model.weights.length / labels - rows;
  for (const { model: helper, means, spreads } of helpers) {
    for (let c = 0; c < helper.labels; c++, column++) {
      for (let label = 0; label < labels; label++) {
        const factor = model.helpers[column * labels + label]! / spreads[c]!;
        biases[label]! += factor * (helper.biases[c]! - means[c]!);
        const helping = 2 ** helper.bits;
        for (let row = 0; row < rows + words; row++) {
          const from = row < rows ? row & (helping - 1) : helping + row - rows;
          weights[row * labels + label]! += factor * helper.weights[from * helper.labels + c]!;
        }
      }
    }
  }
  return {
    ...model,
    weights: Float32Array.from(weights),
    biases: Float32Array.from(biases),
    helpers: new Float32Array(0),
  };
}

function rawColumns(model: Weights, corpus: Corpus): Float32Array[] {
  const sums = new Float64Array(model.labels);
  const columns = Array.from({ length: model.labels }, () => new Float32Array(corpus.count));
  for (let row = 0; row < corpus.count; row++) {
    sumRow(model, corpus, row, sums);
    for (let label = 0; label < model.labels; label++) columns[label]![row] = sums[label]!;
  }
  return columns;
}
