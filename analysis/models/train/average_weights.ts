import type { Weights } from "./train_linear.ts";

/** The mean of models of one shape, which differ in the order that they saw their texts in: it errs less than each. */
export function averageWeights(models: readonly Weights[]): Weights {
  return {
    ...models[0]!,
    weights: meanOf(models.map(({ weights }) => weights)),
    biases: meanOf(models.map(({ biases }) => biases)),
    helpers: meanOf(models.map(({ helpers }) => helpers)),
  };
}

/** The mean of arrays of one length, number by number. */
export function meanOf<Numbers extends Float32Array | Float64Array>(arrays: readonly Numbers[]): Numbers {
  return arrays[0]!.map((_, at) => arrays.reduce((sum, one) => sum + one[at]!, 0) / arrays.length) as Numbers;
}
