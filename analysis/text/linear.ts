import { addConvolution, type Convolution, isOpen } from "./convolution.ts";
import { featureGroups, type Features, knownGroup } from "./features.ts";

/** How a head makes probabilities of its sums: one label of several, or each label for itself. */
export type HeadKind = "softmax" | "sigmoid";

/** A trained linear model: sums of 8-bit weights of hashed features, each group's over the root of their number. */
export interface LinearHead {
  /** Name and version, as results state it. */
  model: string;
  kind: HeadKind;
  labels: readonly string[];
  /** The table has 2^bits rows. */
  bits: number;
  /** Of each label: what a step of a weight is worth, what is added to the sum, and the least probability to be named. */
  scales: readonly number[];
  biases: readonly number[];
  thresholds: readonly number[];
  /** Of each label: slope and shift from a sum to the log-odds that it stands for. */
  slopes: readonly number[];
  shifts: readonly number[];
  /** One number a row for up to four labels, three for up to twelve; its bytes are the weights + 128 of the labels. */
  table: Uint32Array;
  /** Rows as those of the table, one for each word of the vocabulary. */
  words: Uint32Array;
  /** What it says is added to sums that leave it open which is the largest. */
  convolution?: Convolution;
}

const zeroWeight = 128;
// So many weights of at most 255 fit into 16 bits.
const maxSummed = 256;
/** The most labels that a head can have. */
export const maxLabels = 12;

/** Packs 8-bit weights, `weights[row * labels + label]`, into a table. */
export function packTable(weights: Int8Array, labels: number): Uint32Array {
  const width = widthOf(labels);
  const rows = weights.length / labels;
  const table = new Uint32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let label = 0; label < 4 * width; label++) {
      const weight = label < labels ? weights[row * labels + label]! : 0;
      table[row * width + (label >> 2)]! |= (weight + zeroWeight) << (8 * (label & 3));
    }
  }
  return table;
}

function widthOf(labels: number): 1 | 3 {
  return labels <= 4 ? 1 : 3;
}

/** Writes the probability of each label into `out`, calibrated. */
export function scoreLinear(head: LinearHead, features: Features, out: Float64Array): void {
  sumLinear(head, features, out);
  const { slopes, shifts } = head;
  const size = head.labels.length;
  for (let label = 0; label < size; label++) out[label] = out[label]! * slopes[label]! + shifts[label]!;
  if (head.kind === "sigmoid") {
    for (let label = 0; label < size; label++) out[label] = 1 / (1 + Math.exp(-out[label]!));
    return;
  }
  let top = -Infinity;
  for (let label = 0; label < size; label++) top = Math.max(top, out[label]!);
  let total = 0;
  for (let label = 0; label < size; label++) total += out[label] = Math.exp(out[label]! - top);
  for (let label = 0; label < size; label++) out[label] = out[label]! / total;
}

/** Writes the sum of each label into `out`, before calibration. */
export function sumLinear(head: LinearHead, features: Features, out: Float64Array): void {
  const { hashes, ends } = features;
  const { biases, scales, bits, convolution } = head;
  const size = biases.length;
  const mask = 2 ** bits - 1;
  const add = widthOf(size) === 1 ? addNarrow : addWide;
  for (let label = 0; label < size; label++) out[label] = biases[label]!;
  for (let group = 0; group < featureGroups; group++) {
    const from = group === 0 ? 0 : ends[group - 1]!;
    const to = ends[group]!;
    if (to === from) continue;
    sums.fill(0);
    const known = group === knownGroup;
    const table = known ? head.words : head.table;
    for (let start = from; start < to; start += maxSummed) {
      add(table, known ? -1 : mask, hashes, start, Math.min(to, start + maxSummed));
    }
    const worth = 1 / Math.sqrt(to - from);
    for (let label = 0; label < size; label++) {
      out[label] = out[label]! + sums[label]! * scales[label]! * worth;
    }
  }
  if (convolution !== undefined && isOpen(out, size)) addConvolution(convolution, features, out);
}

const sums = new Float64Array(maxLabels);
const everyOther = 0x00ff00ff;

// Two sums in one number, since these loops are most of the work.
function addNarrow(table: Uint32Array, mask: number, hashes: Int32Array, from: number, to: number): void {
  let even = 0;
  let odd = 0;
  for (let i = from; i < to; i++) {
    const row = table[hashes[i]! & mask]!;
    even = (even + (row & everyOther)) | 0;
    odd = (odd + ((row >>> 8) & everyOther)) | 0;
  }
  unpack(0, even, odd, to - from);
}

function addWide(table: Uint32Array, mask: number, hashes: Int32Array, from: number, to: number): void {
  let [even0, odd0, even1, odd1, even2, odd2] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const row = (hashes[i]! & mask) * 3;
    const a = table[row]!;
    const b = table[row + 1]!;
    const c = table[row + 2]!;
    even0 = (even0 + (a & everyOther)) | 0;
    odd0 = (odd0 + ((a >>> 8) & everyOther)) | 0;
    even1 = (even1 + (b & everyOther)) | 0;
    odd1 = (odd1 + ((b >>> 8) & everyOther)) | 0;
    even2 = (even2 + (c & everyOther)) | 0;
    odd2 = (odd2 + ((c >>> 8) & everyOther)) | 0;
  }
  unpack(0, even0, odd0, to - from);
  unpack(4, even1, odd1, to - from);
  unpack(8, even2, odd2, to - from);
}

function unpack(at: number, even: number, odd: number, count: number): void {
  const zero = zeroWeight * count;
  sums[at]! += (even & 0xffff) - zero;
  sums[at + 1]! += (odd & 0xffff) - zero;
  sums[at + 2]! += (even >>> 16) - zero;
  sums[at + 3]! += (odd >>> 16) - zero;
}
