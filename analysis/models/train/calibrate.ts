import type { LinearWeights } from "../linear_file.ts";
import type { Task } from "./tasks.ts";

/** Slope and shift from a sum to log-odds. */
export interface Calibration {
  slope: number;
  shift: number;
}

/** The one slope for all sums of a text under which the true labels are likeliest (temperature scaling, Guo et al. 2017). */
export function fitTemperature(sums: readonly Float64Array[], targets: readonly number[]): number {
  const loss = (slope: number) => {
    let total = 0;
    sums.forEach((row, i) => {
      const top = Math.max(...row) * slope;
      const all = row.reduce((sum, value) => sum + Math.exp(value * slope - top), 0);
      total += Math.log(all) + top - row[targets[i]!]! * slope;
    });
    return total;
  };
  let [low, high] = [0.05, 5];
  for (let round = 0; round < 40; round++) {
    const a = low + (high - low) / 3;
    const b = high - (high - low) / 3;
    if (loss(a) < loss(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}

/** Slope and shift under which yes and no are likeliest (Platt 1999), by Newton's method. */
export function fitPlatt(sums: readonly number[], wanted: readonly boolean[]): Calibration {
  let [slope, shift] = [1, 0];
  for (let round = 0; round < 30; round++) {
    let [ga, gb, aa, ab, bb] = [0, 0, 1e-3, 0, 1e-3];
    sums.forEach((sum, i) => {
      const p = 1 / (1 + Math.exp(-(slope * sum + shift)));
      const error = p - (wanted[i] ? 1 : 0);
      const weight = p * (1 - p);
      ga += error * sum;
      gb += error;
      aa += weight * sum * sum;
      ab += weight * sum;
      bb += weight;
    });
    const det = aa * bb - ab * ab;
    slope -= (bb * ga - ab * gb) / det;
    shift -= (aa * gb - ab * ga) / det;
  }
  return { slope, shift };
}

/**
 * The probability from which on yes gives the best F1: as it was, or where that was seldom, as it is to be expected if
 * the probabilities are right (Lipton et al. 2014), since the best of a few is chance.
 */
export function fitThreshold(probabilities: readonly number[], wanted: readonly boolean[]): number {
  const seldom = wanted.filter(Boolean).length < fewestWanted;
  return bestThreshold(probabilities, seldom ? probabilities : wanted.map(Number));
}

const fewestWanted = 500;

/** The probability from which on yes gives the best F1, where each text is worth so much of a yes. */
export function bestThreshold(probabilities: readonly number[], worth: readonly number[]): number {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!);
  const all = worth.reduce((sum, value) => sum + value, 0);
  let hits = 0;
  let best = { f1: -1, threshold: 0.5 };
  order.forEach((row, rank) => {
    hits += worth[row]!;
    const f1 = 2 * hits / (rank + 1 + all);
    const next = probabilities[order[rank + 1] ?? row]!;
    if (f1 > best.f1) best = { f1, threshold: (probabilities[row]! + next) / 2 };
  });
  return best.threshold;
}

/** Slopes, shifts and thresholds from the sums of rows that the model has not seen. */
export function calibrated(
  { kind, labels, targets }: Task,
  rows: readonly number[],
  sumsOf: (row: number) => Float64Array,
): Pick<LinearWeights, "slopes" | "shifts" | "thresholds"> {
  const sums = rows.map(sumsOf);
  if (kind === "softmax") {
    const slope = fitTemperature(sums, rows.map((row) => targets[row]!));
    return { slopes: labels.map(() => slope), shifts: labels.map(() => 0), thresholds: labels.map(() => 0) };
  }
  const fits = labels.map((_, label) => {
    const own = sums.map((row) => row[label]!);
    const wanted = rows.map((row) => ((targets[row]! >> label) & 1) === 1);
    const { slope, shift } = fitPlatt(own, wanted);
    const probabilities = own.map((sum) => 1 / (1 + Math.exp(-(slope * sum + shift))));
    return { slope, shift, threshold: fitThreshold(probabilities, wanted) };
  });
  return {
    slopes: fits.map(({ slope }) => slope),
    shifts: fits.map(({ shift }) => shift),
    thresholds: fits.map(({ threshold }) => threshold),
  };
}
