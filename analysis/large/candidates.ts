import { categoryNames } from "../models/categories.ts";
import { namedTypes } from "../text/entities.ts";
import type { Analysable, Analysis } from "../text/analyse.ts";
import type { LargeTask } from "./tasks.ts";

/** A post that large models may be asked about. */
export interface Candidate {
  /** Its number in the batch. */
  index: number;
  /** Title and text as they were analysed. */
  text: string;
  /** Length of the title with the line end after it, 0 without one. */
  titleLength: number;
  analysis: Analysis;
}

/** Longer posts keep what the small models say: a large one would take too long, and reads only their beginning. */
export const maxCandidateChars = 1000;

/** The post as a candidate; undefined where it is too long, empty, or in a language that is not English. */
export function candidateOf(
  index: number,
  { title, text }: Analysable,
  analysis: Analysis,
): Candidate | undefined {
  const whole = title === undefined ? text : `${title}\n${text}`;
  const fits = whole.length <= maxCandidateChars && analysis.tokens > 0;
  if (!fits || analysis.sentiment.label === "unsupported") return undefined;
  return { index, text: whole, titleLength: whole.length - text.length, analysis };
}

/** Those of the candidates that a model of the task may judge: a category of the user's own stays. */
export function judgeable(task: LargeTask, candidates: Candidate[]): Candidate[] {
  if (task !== "category") return candidates;
  return candidates.filter(({ analysis }) => categoryNames.includes(analysis.category.label));
}

/** So many of the candidates, those that the small model is least certain of first. */
export function leastCertain(task: LargeTask, candidates: Candidate[], count: number): Candidate[] {
  const doubts = new Map(candidates.map((candidate) => [candidate, doubtOf(task, candidate.analysis)]));
  return candidates.toSorted((a, b) => doubts.get(b)! - doubts.get(a)!).slice(0, count);
}

// How close the two likeliest labels are, from 0 to 1; of names, how doubtful the most doubtful one.
function doubtOf(task: LargeTask, { sentiment, emotion, category, entities }: Analysis): number {
  switch (task) {
    case "sentiment":
      return closeness([sentiment.negative!, sentiment.neutral!, sentiment.positive!]);
    case "emotion":
      return closeness(Object.values(emotion.scores));
    case "category":
      return closeness(Object.values(category.scores));
    case "entity":
      return 1 -
        Math.min(1, ...entities.filter(({ type }) => namedTypes.has(type)).map(({ score }) => score));
  }
}

function closeness(probabilities: number[]): number {
  const [first = 0, second = 0] = probabilities.toSorted((a, b) => b - a);
  return 1 - (first - second);
}
