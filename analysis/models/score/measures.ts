/** Shares in percent of a classification with one label a text. */
export interface SingleScore {
  macroRecall: number;
  macroF1: number;
  accuracy: number;
}

/** Scores guesses, numbers of labels, against the truth. */
export function scoreSingle(
  guesses: readonly number[],
  truth: ArrayLike<number>,
  labels: number,
): SingleScore {
  const { hits, said, all } = tally(labels);
  guesses.forEach((guess, i) => {
    said[guess]!++;
    all[truth[i]!]!++;
    if (guess === truth[i]) hits[guess]!++;
  });
  return {
    macroRecall: 100 * mean(hits.map((hit, label) => hit / all[label]!)),
    macroF1: 100 * mean(f1Of(hits, said, all)),
    accuracy: 100 * sum(hits) / guesses.length,
  };
}

/** Macro and micro F1, in percent, of classifications with any number of labels a text, as bits. */
export function scoreMultiple(guesses: readonly number[], truth: ArrayLike<number>, labels: number) {
  const { hits, said, all } = tally(labels);
  guesses.forEach((guess, i) => {
    for (let label = 0; label < labels; label++) {
      const bit = 1 << label;
      if (guess & bit) said[label]!++;
      if (truth[i]! & bit) all[label]!++;
      if (guess & truth[i]! & bit) hits[label]!++;
    }
  });
  return {
    macroF1: 100 * mean(f1Of(hits, said, all)),
    microF1: 200 * sum(hits) / (sum(said) + sum(all)),
  };
}

/**
 * Expected calibration error in percent: how far stated probabilities and the share that came true differ, over bins of
 * a tenth, weighted by their size.
 */
export function calibrationError(stated: readonly number[], cameTrue: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, hits: 0 }));
  stated.forEach((probability, i) => {
    const bin = bins[Math.min(9, Math.floor(probability * 10))]!;
    bin.stated += probability;
    if (cameTrue[i]) bin.hits++;
  });
  return 100 * sum(bins.map((bin) => Math.abs(bin.stated - bin.hits))) / stated.length;
}

function tally(labels: number) {
  const zeros = () => new Array<number>(labels).fill(0);
  return { hits: zeros(), said: zeros(), all: zeros() };
}

function f1Of(hits: number[], said: number[], all: number[]): number[] {
  return hits.map((hit, label) => 2 * hit / Math.max(1, said[label]! + all[label]!));
}

function mean(values: number[]): number {
  return sum(values) / values.length;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
