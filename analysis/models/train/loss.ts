import type { HeadKind } from "../../text/linear.ts";

/** Writes 1 for each label that a target names and 0 for the others. */
export function readWanted(kind: HeadKind, target: number, out: Float64Array): void {
  for (let label = 0; label < out.length; label++) {
    out[label] = kind === "sigmoid" ? (target >> label) & 1 : Number(label === target);
  }
}

/** What a text counts: by the weight of its label where it has one of several. */
export function weightOf(kind: HeadKind, target: number, classWeights: readonly number[]): number {
  return kind === "softmax" ? classWeights[target]! : 1;
}

/** Turns sums into probabilities. */
export function toProbabilities(kind: HeadKind, sums: Float64Array): void {
  if (kind === "sigmoid") {
    for (let label = 0; label < sums.length; label++) sums[label] = 1 / (1 + Math.exp(-sums[label]!));
    return;
  }
  let top = -Infinity;
  for (const sum of sums) top = Math.max(top, sum);
  let total = 0;
  for (let label = 0; label < sums.length; label++) total += sums[label] = Math.exp(sums[label]! - top);
  for (let label = 0; label < sums.length; label++) sums[label]! /= total;
}

/** Turns sums into what the log loss, times `weight`, changes by with each. */
export function toSlopes(kind: HeadKind, sums: Float64Array, wanted: Float64Array, weight: number): void {
  toProbabilities(kind, sums);
  for (let label = 0; label < sums.length; label++) sums[label] = (sums[label]! - wanted[label]!) * weight;
}
