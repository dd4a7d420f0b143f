import { filterWidth } from "../../text/convolution.ts";
import { maxSequence } from "../../text/features.ts";
import type { Corpus } from "./corpus.ts";

/** A convolution as it is learnt: its filters see products of the vectors of rows, `vectors[row * width + d]`. */
export interface ConvolutionWeights {
  width: number;
  filters: number;
  labels: number;
  vectors: Float32Array;
  /** `taps[(place * width + d) * filters + filter]`. */
  taps: Float32Array;
  biases: Float32Array;
  /** `weights[label * filters + filter]`. */
  weights: Float32Array;
}

// Shares of units and of answers that are left out at random (Srivastava et al. 2014).
const unitsLeftOut = 0.15;
const answersLeftOut = 0.3;

/** Adds what a convolution says of each label of a text of a corpus to `out`. */
export function addConvolutionSums(
  model: ConvolutionWeights,
  corpus: Corpus,
  row: number,
  out: Float64Array,
): void {
  const read = createReading(model.filters);
  const sums = new Float64Array(model.labels);
  readText(model, sequenceOf(corpus, row), read);
  sumAnswers(model, read, sums);
  for (let label = 0; label < model.labels; label++) out[label]! += sums[label]!;
}

/** The rows of a text. */
export function sequenceOf({ sequences, sequenceEnds }: Corpus, row: number): Int32Array {
  return sequences.subarray(row === 0 ? 0 : sequenceEnds[row - 1]!, sequenceEnds[row]!);
}

/** A text as it was read: its rows, -1 for what was left out, of each filter its answer and where, and what answers are times. */
export interface Reading {
  rows: Int32Array;
  units: number;
  sums: Float64Array;
  answers: Float64Array;
  places: Int32Array;
  kept: number;
}

/** Room for the reading of one text at a time by so many filters. */
export function createReading(filters: number): Reading {
  return {
    rows: new Int32Array(maxSequence),
    units: 0,
    sums: new Float64Array(filters),
    answers: new Float64Array(filters),
    places: new Int32Array(filters),
    kept: 1,
  };
}

/** Asks all filters about a sequence, with units and answers left out where there is chance. */
export function readText(
  model: ConvolutionWeights,
  sequence: Int32Array,
  read: Reading,
  random?: () => number,
): void {
  const { width, filters, vectors, taps, biases } = model;
  const { rows, sums, answers, places } = read;
  const units = read.units = sequence.length;
  for (let unit = 0; unit < units; unit++) {
    rows[unit] = random !== undefined && random() < unitsLeftOut ? -1 : sequence[unit]!;
  }
  answers.fill(0);
  for (let unit = 0; unit < units; unit++) {
    sums.set(biases);
    for (let place = 0; place < filterWidth; place++) {
      const other = unit + place - 1;
      const row = other < 0 || other >= units ? -1 : rows[other]!;
      if (row < 0) continue;
      for (let d = 0; d < width; d++) {
        const value = vectors[row * width + d]!;
        const at = (place * width + d) * filters;
        for (let filter = 0; filter < filters; filter++) sums[filter]! += value * taps[at + filter]!;
      }
    }
    for (let filter = 0; filter < filters; filter++) {
      if (sums[filter]! > answers[filter]!) {
        answers[filter] = sums[filter]!;
        places[filter] = unit;
      }
    }
  }
  if (random === undefined) return;
  read.kept = 1 / (1 - answersLeftOut);
  for (let filter = 0; filter < filters; filter++) {
    answers[filter] = random() < answersLeftOut ? 0 : answers[filter]! * read.kept;
  }
}

/** Writes what the answers say of each label into `out`. */
export function sumAnswers(
  { labels, filters, weights }: ConvolutionWeights,
  { answers }: Reading,
  out: Float64Array,
): void {
  for (let label = 0; label < labels; label++) {
    let sum = 0;
    for (let filter = 0; filter < filters; filter++) {
      sum += weights[label * filters + filter]! * answers[filter]!;
    }
    out[label] = sum;
  }
}
