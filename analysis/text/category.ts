import type { Models } from "../models/models.ts";
import type { Features } from "./features.ts";
import { type Labelled, topLabel } from "./labelled.ts";
import { scoreLinear } from "./linear.ts";
import { rounded } from "./rounded.ts";
import { hasKind, unitKinds, type Units } from "./units.ts";

/**
 * Scores the categories of a text; each has a probability of its own. What has no words, such as a link alone, is
 * `other`. `known` is as for sentiment.
 */
export function scoreCategory(
  { category }: Models,
  units: Units,
  features: Features,
  known: boolean,
): Labelled {
  const { labels, thresholds, model } = category;
  if (!known) return { label: "unsupported", scores: {}, model };
  scoreLinear(category, features, probabilities);
  const scores: Record<string, number> = {};
  for (let i = 0; i < labels.length; i++) scores[labels[i]!] = rounded(probabilities[i]!);
  const label = hasKind(units, wordKinds) ? topLabel(labels, probabilities, thresholds, "other") : "other";
  return { label, scores, model };
}

const wordKinds = new Set([unitKinds.word, unitKinds.hashtag, unitKinds.cashtag]);

const probabilities = new Float64Array(12);
