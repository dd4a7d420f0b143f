import type { Weights } from "./train_linear.ts";

/** The mean of models of one shape, which differ in the order that they saw their texts in: it errs less than each. */
export function averageWeights(models: readonly Weights[]): Weights {
  const mean = (values: readonly Float32Array[]) =>
    values[0]!.map((_, at) => values.reduce((sum, one) => sum + one[at]!, 0) / values.length);
  return {
    ...models[0]!,
    weights: mean(models.map(({ weights }) => weights)),
    biases: mean(models.map(({ biases }) => biases)),
    helpers: mean(models.map(({ helpers }) => helpers)),
  };
}
