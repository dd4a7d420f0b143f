import { filterWidth } from "../../text/convolution.ts";
import {
  type ConvolutionWeights,
  createReading,
  readText,
  sequenceOf,
  sumAnswers,
} from "./convolution_answers.ts";
import { spread } from "./convolve.ts";
import type { Corpus } from "./corpus.ts";
import { createLessons, type Lessons } from "./lesson.ts";
import { toSlopes } from "./loss.ts";
import { createParameters, descend } from "./parameters.ts";
import { seededRandom, shuffle } from "./random.ts";

/** The length of a row's vector, the number of filters, and how often each text is learnt from. */
export interface ConvolutionTraining {
  width: number;
  filters: number;
  epochs: number;
}

const batchTexts = 32;
const learningRate = 0.03;

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
