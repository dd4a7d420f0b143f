import { featureGroups, type Features } from "./features.ts";

/** How a head makes probabilities of its sums: one label of several, or each label for itself. */
export type HeadKind = "softmax" | "sigmoid";

/** A trained linear model: sums of 8-bit weights of hashed features. */
export interface LinearHead {
  /** Name and version, as results state it. */
  model: string;
  kind: HeadKind;
  labels: readonly string[];
  /** The table has 2^bits rows. */
  bits: number;
  /** What a group's sum is multiplied by, over the root of its number of features; 0 leaves the group out. */
  groupScales: readonly number[];
  /** Of each label: what a step of a weight is worth, what is added to the sum, and the least probability to be named. */
  scales: readonly number[];
  biases: readonly number[];
  thresholds: readonly number[];
  /** Of each label: slope and shift from a sum to the log-odds that it stands for. */
  slopes: readonly number[];
  shifts: readonly number[];
  /** For each four labels a table: a number a row, its bytes the weights + 128 of the labels. */
  tables: readonly Uint32Array[];
}

/** Labels of a table. */
export const tableLabels = 4;
const zeroWeight = 128;
// So many weights of at most 255 fit into 16 bits.
const maxSummed = 256;

/** Packs 8-bit weights, `weights[row * labels + label]`, into tables. */
export function packTables(weights: Int8Array, labels: number): Uint32Array[] {
  const rows = weights.length / labels;
  const tables: Uint32Array[] = [];
  for (let first = 0; first < labels; first += tableLabels) {
    const table = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < tableLabels; i++) {
        const weight = first + i < labels ? weights[row * labels + first + i]! : 0;
        table[row]! |= (weight + zeroWeight) << (8 * i);
      }
    }
    tables.push(table);
  }
  return tables;
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
export function sumLinear(head: LinearHead, { hashes, ends }: Features, out: Float64Array): void {
  const { biases, scales, groupScales, tables, bits } = head;
  const size = biases.length;
  const mask = 2 ** bits - 1;
  for (let label = 0; label < size; label++) out[label] = biases[label]!;
  for (let group = 0; group < featureGroups; group++) {
    const from = group === 0 ? 0 : ends[group - 1]!;
    const to = ends[group]!;
    const scale = groupScales[group]!;
    if (to === from || scale === 0) continue;
    const worth = scale / Math.sqrt(to - from);
    for (let t = 0; t < tables.length; t++) {
      sumTable(tables[t]!, mask, hashes, from, to);
      const first = t * tableLabels;
      for (let label = first; label < size && label < first + tableLabels; label++) {
        out[label] = out[label]! + sums[label - first]! * scales[label]! * worth;
      }
    }
  }
}

const sums = new Float64Array(tableLabels);

// Two sums in one number, since this loop is most of the work.
function sumTable(table: Uint32Array, mask: number, hashes: Int32Array, from: number, to: number): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let start = from; start < to; start += maxSummed) {
    const stop = Math.min(to, start + maxSummed);
    let even = 0;
    let odd = 0;
    for (let i = start; i < stop; i++) {
      const row = table[hashes[i]! & mask]!;
      even = (even + (row & everyOther)) | 0;
      odd = (odd + ((row >>> 8) & everyOther)) | 0;
    }
    const zero = zeroWeight * (stop - start);
    a += (even & 0xffff) - zero;
    b += (odd & 0xffff) - zero;
    c += (even >>> 16) - zero;
    d += (odd >>> 16) - zero;
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
}

const everyOther = 0x00ff00ff;
