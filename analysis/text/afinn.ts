import Sentiment from "sentiment";

/** The sum of AFINN-165's word values over a norm: the baseline that models are measured against. English only. */
export function scoreAfinn(norm: string): number {
  // Its table of negations is a plain object, so that "constructor" negates the word after it.
  const text = norm.includes("constructor") ? norm.replaceAll("constructor", "builder") : norm;
  return afinn.analyze(text).score;
}

const afinn = new Sentiment();
