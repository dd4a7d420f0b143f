import type { Models } from "../models/models.ts";
import type { Features } from "./features.ts";
import { type Labelled, topLabel } from "./labelled.ts";
import { scoreLinear } from "./linear.ts";
import { rounded } from "./rounded.ts";

/** Scores the categories of a text; each has a probability of its own. `known` is as for sentiment. */
export function scoreCategory({ category }: Models, features: Features, known: boolean): Labelled {
  const { labels, thresholds, model } = category;
  if (!known) return { label: "unsupported", scores: {}, model };
  scoreLinear(category, features, probabilities);
  const scores: Record<string, number> = {};
  for (let i = 0; i < labels.length; i++) scores[labels[i]!] = rounded(probabilities[i]!);
  return { label: topLabel(labels, probabilities, thresholds, "other"), scores, model };
}

const probabilities = new Float64Array(12);
