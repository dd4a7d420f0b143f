import { microblogEmotions } from "../models/emotions.ts";
import type { Models } from "../models/models.ts";
import type { Features } from "./features.ts";
import { type Labelled, topLabel } from "./labelled.ts";
import { scoreLinear } from "./linear.ts";
import { rounded } from "./rounded.ts";
import { isForum } from "./sentiment.ts";

/** Scores the emotions of a text; each has a probability of its own. `known` is as for sentiment. */
export function scoreEmotion(
  models: Models,
  features: Features,
  source: string | undefined,
  known: boolean,
): Labelled {
  const { emotion, microblogEmotion } = models;
  const model = isForum(source) ? emotion.model : `${emotion.model}+${microblogEmotion.model}`;
  if (!known) return { label: "unsupported", scores: {}, model };
  scoreLinear(emotion, features, probabilities);
  if (!isForum(source)) shareAsMicroblogs(models, features);
  const { labels } = emotion;
  const scores: Record<string, number> = {};
  for (let i = 0; i < labels.length; i++) scores[labels[i]!] = rounded(probabilities[i]!);
  return { label: topLabel(labels, probabilities, emotion.thresholds, "neutral"), scores, model };
}

// What the general model gives to the four emotions together is shared out as the model of microblogs says.
function shareAsMicroblogs({ emotion, microblogEmotion }: Models, features: Features): void {
  scoreLinear(microblogEmotion, features, shares);
  let total = 0;
  for (const name of microblogEmotions) total += probabilities[emotion.labels.indexOf(name)]!;
  microblogEmotions.forEach((name, i) => {
    probabilities[emotion.labels.indexOf(name)] = Math.min(1, total * shares[i]!);
  });
}

const probabilities = new Float64Array(9);
const shares = new Float64Array(microblogEmotions.length);
