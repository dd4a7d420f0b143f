import type { HeadKind } from "../../text/linear.ts";
import type { Corpus } from "./corpus.ts";
import type { Dense } from "./dense.ts";
import { readWanted, toProbabilities, toSlopes, weightOf } from "./loss.ts";
import { createNetwork, type Network } from "./network.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A task as networks learn it. */
export interface Lesson {
  corpus: Corpus;
  kind: HeadKind;
  labels: number;
  targets: Int32Array;
  classWeights: readonly number[];
  /** Which texts. */
  rows: Int32Array;
  /** What share of the rows each epoch takes, and how much a row counts. */
  share: number;
  weight: number;
}

const networks = 4;
const epochs = 5;
const learningRate = 0.03;
// Lesson and row in one number.
const maxRows = 2 ** 20;

/**
 * Probabilities of the labels of the first lesson for all its texts, `[row * labels + label]`: the mean of networks that
 * learn all lessons at once. A model that learns these beside the true labels does better than one that does not (Hinton
 * et al. 2015).
 */
export function teach(lessons: readonly Lesson[]): Float32Array {
  const { corpus, kind, labels } = lessons[0]!;
  const taught = new Float32Array(corpus.count * labels);
  const sums = new Float64Array(labels);
  for (let seed = 1; seed <= networks; seed++) {
    const random = seededRandom(seed);
    const network = createNetwork(corpus.known, random);
    const heads = lessons.map((lesson) => network.createHead(lesson.labels));
    for (let epoch = 0; epoch < epochs; epoch++) {
      learn(lessons, network, heads, random, learningRate * (1 - epoch / epochs));
    }
    for (let row = 0; row < corpus.count; row++) {
      network.sum(heads[0]!, corpus, row, sums, false);
      toProbabilities(kind, sums);
      sums.forEach((probability, label) => taught[row * labels + label]! += probability / networks);
    }
  }
  return taught;
}

function learn(
  lessons: readonly Lesson[],
  network: Network,
  heads: readonly Dense[],
  random: () => number,
  rate: number,
): void {
  const order = Int32Array.from(
    lessons.flatMap(({ rows, share }, lesson) =>
      [...rows].filter(() => share === 1 || random() < share).map((row) => lesson * maxRows + row)
    ),
  );
  shuffle(order, random);
  const scratch = lessons.map(({ labels }) => ({
    slopes: new Float64Array(labels),
    wanted: new Float64Array(labels),
  }));
  for (const entry of order) {
    const at = Math.floor(entry / maxRows);
    const row = entry % maxRows;
    const { corpus, kind, targets, classWeights, weight } = lessons[at]!;
    const { slopes, wanted } = scratch[at]!;
    network.sum(heads[at]!, corpus, row, slopes, true);
    readWanted(kind, targets[row]!, wanted);
    toSlopes(kind, slopes, wanted, weight * weightOf(kind, targets[row]!, classWeights));
    network.step(heads[at]!, slopes, rate);
  }
}
