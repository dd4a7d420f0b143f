/** The label that stands out, and the probability of each; without scores where no model knows the language. */
export interface Labelled {
  label: string;
  scores: Record<string, number>;
  /** Name and version of the model. */
  model: string;
}

/** The likeliest of the labels that reach their own threshold; `fallback` where none does. */
export function topLabel(
  labels: readonly string[],
  probabilities: ArrayLike<number>,
  thresholds: readonly number[],
  fallback: string,
): string {
  let best = 0;
  let top = fallback;
  for (let i = 0; i < labels.length; i++) {
    const probability = probabilities[i]!;
    if (probability >= thresholds[i]! && probability > best) {
      best = probability;
      top = labels[i]!;
    }
  }
  return top;
}
