import { filterWidth } from "../../text/convolution.ts";
import { maxSequence } from "../../text/features.ts";
import type { Corpus } from "./corpus.ts";
import { spread } from "./convolve.ts";
import { createLessons, type Lessons } from "./lesson.ts";
import { toSlopes } from "./loss.ts";
import { createParameters, descend } from "./parameters.ts";
import { seededRandom, shuffle } from "./random.ts";

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

/** How to train one. */
export interface ConvolutionTraining {
  width: number;
  filters: number;
  epochs: number;
}

const batchTexts = 32;
const learningRate = 0.03;
// Shares of units and of answers that are left out at random (Srivastava et al. 2014).
const unitsLeftOut = 0.15;
const answersLeftOut = 0.3;

/** Trains a convolution on these rows of a corpus, from first vectors (`firstVectors`); the same input gives the same weights. */
export function trainConvolution(
  corpus: Corpus,
  lessons: Lessons,
  rows: Int32Array,
  first: Float32Array,
  { width, filters, epochs }: ConvolutionTraining,
): ConvolutionWeights {
  const labels = lessons.classWeights.length;
  const random = seededRandom(1);
  const vectors = createParameters(first.length, spread, random);
  first.forEach((number, i) => number !== 0 && (vectors.values[i] = number));
  const taps = createParameters(filterWidth * width * filters, 1.7 / Math.sqrt(filterWidth * width), random);
  const biases = createParameters(filters, 0, random);
  const weights = createParameters(labels * filters, 0.17, random);
  const model: ConvolutionWeights = {
    width,
    filters,
    labels,
    vectors: vectors.values,
    taps: taps.values,
    biases: biases.values,
    weights: weights.values,
  };
  const read = createReading(filters);
  const slopes = new Float64Array(labels);
  const wanted = new Float64Array(labels);
  const readLesson = createLessons(lessons, corpus.count);
  const order = rows.slice();
  for (let epoch = 0, texts = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      readText(model, sequenceOf(corpus, row), read, random);
      sumAnswers(model, read, slopes);
      const worth = readLesson(row, wanted);
      toSlopes(lessons.kind, slopes, wanted, worth);
      note();
      if (++texts % batchTexts > 0) continue;
      const rate = learningRate * (1 - texts / (epochs * order.length));
      for (const parameters of [vectors, taps, biases, weights]) descend(parameters, rate);
    }
  }
  return model;

  function note(): void {
    const { rows, units, answers, places, kept } = read;
    for (let filter = 0; filter < filters; filter++) {
      if (answers[filter] === 0) continue;
      let slope = 0;
      for (let label = 0; label < labels; label++) {
        const at = label * filters + filter;
        weights.slopes[at]! += slopes[label]! * answers[filter]!;
        slope += slopes[label]! * weights.values[at]!;
      }
      slope *= kept;
      biases.slopes[filter]! += slope;
      for (let place = 0; place < filterWidth; place++) {
        const unit = places[filter]! + place - 1;
        const row = unit < 0 || unit >= units ? -1 : rows[unit]!;
        if (row < 0) continue;
        for (let d = 0; d < width; d++) {
          const at = (place * width + d) * filters + filter;
          taps.slopes[at]! += slope * vectors.values[row * width + d]!;
          vectors.slopes[row * width + d]! += slope * taps.values[at]!;
        }
      }
    }
  }
}

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

function sequenceOf({ sequences, sequenceEnds }: Corpus, row: number): Int32Array {
  return sequences.subarray(row === 0 ? 0 : sequenceEnds[row - 1]!, sequenceEnds[row]!);
}

// A text as it was read: its rows, -1 for what was left out, of each filter its answer and where, and what answers are times.
interface Reading {
  rows: Int32Array;
  units: number;
  sums: Float64Array;
  answers: Float64Array;
  places: Int32Array;
  kept: number;
}

function createReading(filters: number): Reading {
  return {
    rows: new Int32Array(maxSequence),
    units: 0,
    sums: new Float64Array(filters),
    answers: new Float64Array(filters),
    places: new Int32Array(filters),
    kept: 1,
  };
}

// With units and answers left out where there is chance.
function readText(
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

function sumAnswers(
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
