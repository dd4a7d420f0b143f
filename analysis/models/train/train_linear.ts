import { isOpen } from "../../text/convolution.ts";
import { featureGroups } from "../../text/features.ts";
import type { HeadKind } from "../../text/linear.ts";
import { addConvolutionSums, type ConvolutionWeights } from "./convolution_answers.ts";
import { type Corpus, rowsOf, startOf } from "./corpus.ts";
import { createLessons, type Lessons } from "./lesson.ts";
import { toSlopes } from "./loss.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A linear model in training: `weights[row * labels + label]`, the rows of known words last, and of each helper column a weight for each label. */
export interface Weights {
  kind: HeadKind;
  labels: number;
  bits: number;
  weights: Float32Array;
  biases: Float32Array;
  helpers: Float32Array;
  /** What it says is added to sums that leave it open which is the largest. */
  convolution?: ConvolutionWeights;
}

/** How to train, and what teaches beside the targets. */
export interface Training extends Omit<Lessons, "targets"> {
  labels: number;
  bits: number;
  epochs: number;
  rate: number;
  decay: number;
  /** The number of the order of the texts; default 0. */
  order?: number;
  /** Which texts; default all. */
  rows?: Int32Array;
  /** Columns of numbers beside the features, one for each text. */
  helpers?: readonly Float32Array[];
}

/** Logistic regression by AdaGrad; the same input gives the same weights. */
export function trainLinear(corpus: Corpus, targets: Int32Array, training: Training): Weights {
  const { labels, bits, kind, helpers = [], decay } = training;
  const model: Weights = {
    kind,
    labels,
    bits,
    weights: new Float32Array((2 ** bits + corpus.known) * labels),
    biases: new Float32Array(labels),
    helpers: new Float32Array(helpers.length * labels),
  };
  const seen = {
    weights: new Float32Array(model.weights.length).fill(0.01),
    biases: new Float32Array(labels).fill(1),
    helpers: new Float32Array(model.helpers.length).fill(1),
  };
  const rows = training.rows?.slice() ?? Int32Array.from({ length: corpus.count }, (_, i) => i);
  const random = seededRandom(1 + (training.order ?? 0));
  const readLesson = createLessons({ ...training, targets }, corpus.count);
  const slope = new Float64Array(labels);
  const wanted = new Float64Array(labels);
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(rows, random);
    const rate = training.rate * (1 - epoch / training.epochs);
    for (const row of rows) {
      sumRow(model, corpus, row, slope, helpers);
      const worth = readLesson(row, wanted);
      toSlopes(kind, slope, wanted, worth);
      let from = startOf(corpus, row);
      for (let group = 0; group < featureGroups; group++) {
        const to = corpus.ends[row * featureGroups + group]!;
        const scale = 1 / Math.sqrt(to - from);
        const { first, mask } = rowsOf(group, bits);
        for (let i = from; i < to; i++) {
          step(model.weights, seen.weights, (first + (corpus.hashes[i]! & mask)) * labels, scale, rate);
        }
        from = to;
      }
      step(model.biases, seen.biases, 0, 1, rate);
      helpers.forEach((column, h) => step(model.helpers, seen.helpers, h * labels, column[row]!, rate));
    }
  }
  return model;

  function step(values: Float32Array, squares: Float32Array, at: number, worth: number, rate: number): void {
    for (let label = 0; label < labels; label++) {
      const gradient = slope[label]! * worth + decay * values[at + label]!;
      squares[at + label]! += gradient * gradient;
      values[at + label]! -= rate * gradient / Math.sqrt(squares[at + label]!);
    }
  }
}

/** Writes the sum of each label for a text into `out`. */
export function sumRow(
  model: Weights,
  corpus: Corpus,
  row: number,
  out: Float64Array,
  helpers: readonly Float32Array[] = [],
): void {
  const { labels, weights, biases } = model;
  for (let label = 0; label < labels; label++) out[label] = biases[label]!;
  helpers.forEach((column, h) => {
    for (let label = 0; label < labels; label++) {
      out[label]! += model.helpers[h * labels + label]! * column[row]!;
    }
  });
  let from = startOf(corpus, row);
  for (let group = 0; group < featureGroups; group++) {
    const to = corpus.ends[row * featureGroups + group]!;
    const worth = 1 / Math.sqrt(to - from);
    const { first, mask } = rowsOf(group, model.bits);
    for (let i = from; i < to; i++) {
      const at = (first + (corpus.hashes[i]! & mask)) * labels;
      for (let label = 0; label < labels; label++) out[label]! += weights[at + label]! * worth;
    }
    from = to;
  }
  const { convolution } = model;
  if (convolution !== undefined && isOpen(out, labels)) addConvolutionSums(convolution, corpus, row, out);
}

/** Weights that make every label count as much as any other. */
export function balancedWeights(targets: Int32Array, labels: number, rows?: Int32Array): number[] {
  const counts = new Array<number>(labels).fill(0);
  const of = rows ?? targets.keys();
  let all = 0;
  for (const row of of) {
    counts[targets[row]!]!++;
    all++;
  }
  return counts.map((count) => all / labels / Math.max(1, count));
}
