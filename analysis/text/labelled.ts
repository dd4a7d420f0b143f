/** The label that stands out, and the probability of each; without scores where no model knows the language. */
export interface Labelled {
  label: string;
  scores: Record<string, number>;
  /** Name and version of the model. */
  model: string;
}

/** The label whose probability exceeds its own threshold the most; `fallback` where none reaches it. */
export function topLabel(
  labels: readonly string[],
  probabilities: ArrayLike<number>,
  thresholds: readonly number[],
  fallback: string,
): string {
  let best = 1;
  let top = fallback;
  for (let i = 0; i < labels.length; i++) {
    const times = probabilities[i]! / thresholds[i]!;
    if (times >= best) {
      best = times;
      top = labels[i]!;
    }
  }
  return top;
}
