import type { Models } from "../models/models.ts";
import type { Features } from "./features.ts";
import { scoreLinear } from "./linear.ts";
import { rounded } from "./rounded.ts";
import { hasKind, unitKinds, type Units } from "./units.ts";

/** The mood of a text, with probabilities; `subjectivity` is that of a mood at all. */
export interface Sentiment {
  label: "negative" | "neutral" | "positive" | "unsupported";
  negative: number | null;
  neutral: number | null;
  positive: number | null;
  /** Positive less negative, in [-1, 1]. */
  polarity: number | null;
  subjectivity: number | null;
  /** Name and version of the model. */
  model: string;
}

/**
 * Scores a text by the head for the kind of its source. `known` is false for a language that no head knows; what has no word, tag
 * or emoji has no mood either.
 */
export function scoreSentiment(
  models: Models,
  units: Units,
  features: Features,
  source: string | undefined,
  known: boolean,
): Sentiment {
  const head = isForum(source) ? models.sentiment.forum : models.sentiment.microblog;
  if (!known || !hasKind(units, telling)) return { ...unsupported, model: head.model };
  scoreLinear(head, features, probabilities);
  return sentimentOf(probabilities[0]!, probabilities[1]!, probabilities[2]!, head.model);
}

/** The result for three probabilities by that model. */
export function sentimentOf(negative: number, neutral: number, positive: number, model: string): Sentiment {
  return {
    label: negative > neutral
      ? (negative > positive ? "negative" : "positive")
      : neutral >= positive
      ? "neutral"
      : "positive",
    negative: rounded(negative),
    neutral: rounded(neutral),
    positive: rounded(positive),
    polarity: rounded(positive - negative),
    subjectivity: rounded(1 - neutral),
    model,
  };
}

/** True for sources of longer, threaded text; the rest, and what is unknown, counts as microblogs. */
export function isForum(source: string | undefined): boolean {
  return source === "reddit" || source === "hackernews";
}

const telling = new Set([unitKinds.word, unitKinds.hashtag, unitKinds.emoji]);
const probabilities = new Float64Array(3);
const unsupported = {
  label: "unsupported" as const,
  negative: null,
  neutral: null,
  positive: null,
  polarity: null,
  subjectivity: null,
};
