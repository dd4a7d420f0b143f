import { countsGroup, featureGroups } from "../../text/features.ts";
import { type Corpus, rowsOf, startOf } from "./corpus.ts";
import { createDense, type Dense, stepDense, sumDense } from "./dense.ts";

/** What a network is made of: the means of its features' vectors, a hidden layer of these, and a head that sees both. */
export interface Network {
  /** Writes the sums of a head for a text; with `learning`, as it learns, with parts of the text left out. */
  sum(head: Dense, corpus: Corpus, text: number, out: Float64Array, learning: boolean): void;
  /** Steps down the slopes of the sums that were written last. */
  step(head: Dense, slopes: Float64Array, rate: number): void;
  createHead(labels: number): Dense;
}

const bits = 16;
const width = 32;
const hiddenUnits = 64;
const averaged = featureGroups * width;
const vectorDecay = 1e-6;
// Shares of words and letter runs, and of hidden units, that are left out at random (Srivastava et al. 2014).
const leftOut = 0.6;
const hiddenLeftOut = 0.3;

/** A deep averaging network (Iyyer et al. 2015) over hashed features and known words, one for the heads of several tasks. */
export function createNetwork(known: number, random: () => number): Network {
  const vectors = Float32Array.from({ length: width * (2 ** bits + known) }, () => 0.2 * random() - 0.1);
  const squares = new Float32Array(vectors.length).fill(0.01);
  const hidden = createDense(averaged, hiddenUnits, Math.sqrt(3 / averaged), random);
  const inputs = new Float64Array(averaged + hiddenUnits);
  const [means, units] = [inputs.subarray(0, averaged), inputs.subarray(averaged)];
  const inputSlopes = new Float64Array(inputs.length);
  const [meanSlopes, unitSlopes] = [inputSlopes.subarray(0, averaged), inputSlopes.subarray(averaged)];
  const used = { vectors: new Int32Array(1 << 17), ends: new Int32Array(featureGroups) };
  const scales = new Float64Array(featureGroups);

  function average(corpus: Corpus, text: number, learning: boolean): void {
    means.fill(0);
    let count = 0;
    let from = startOf(corpus, text);
    for (let group = 0; group < featureGroups; group++) {
      const to = corpus.ends[text * featureGroups + group]!;
      // There are few counts.
      const left = learning && group !== countsGroup ? leftOut : 0;
      const { first, mask } = rowsOf(group, bits);
      const mean = group * width;
      for (let i = from; i < to; i++) {
        if (left > 0 && random() < left) continue;
        const at = (first + (corpus.hashes[i]! & mask)) * width;
        used.vectors[count++] = at;
        for (let d = 0; d < width; d++) means[mean + d]! += vectors[at + d]!;
      }
      const scale = scales[group] = 1 / Math.sqrt(Math.max(1, to - from)) / (1 - left);
      for (let d = 0; d < width; d++) means[mean + d]! *= scale;
      used.ends[group] = count;
      from = to;
    }
  }

  function stepVectors(rate: number): void {
    let from = 0;
    for (let group = 0; group < featureGroups; group++) {
      const mean = group * width;
      for (let i = from; i < used.ends[group]!; i++) {
        const vector = used.vectors[i]!;
        for (let d = 0; d < width; d++) {
          const at = vector + d;
          const value = vectors[at]!;
          const gradient = meanSlopes[mean + d]! * scales[group]! + vectorDecay * value;
          const sum = squares[at]! + gradient * gradient;
          squares[at] = sum;
          vectors[at] = value - rate * gradient / Math.sqrt(sum);
        }
      }
      from = used.ends[group]!;
    }
  }

  return {
    createHead: (labels) => createDense(inputs.length, labels, 0.1, random),
    sum(head, corpus, text, out, learning) {
      average(corpus, text, learning);
      sumDense(hidden, means, units);
      const left = learning ? hiddenLeftOut : 0;
      for (let unit = 0; unit < hiddenUnits; unit++) {
        const dead = units[unit]! <= 0 || (left > 0 && random() < left);
        units[unit] = dead ? 0 : units[unit]! / (1 - left);
      }
      sumDense(head, inputs, out);
    },
    step(head, slopes, rate) {
      inputSlopes.fill(0);
      stepDense(head, inputs, slopes, rate, inputSlopes);
      for (let unit = 0; unit < hiddenUnits; unit++) {
        unitSlopes[unit] = units[unit] === 0 ? 0 : unitSlopes[unit]! / (1 - hiddenLeftOut);
      }
      stepDense(hidden, means, unitSlopes, rate, meanSlopes);
      stepVectors(rate);
    },
  };
}
