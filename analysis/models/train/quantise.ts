import type { LinearWeights } from "../linear_file.ts";
import type { Weights } from "./train_linear.ts";

const maxStep = 127;
// Smaller steps score no better, and the files would be a third larger.
const coarser = 3;

/** The weights in small numbers, each label with its own scale; the few largest are cut off where that errs less. */
export function quantise(
  { labels, weights, biases, bits }: Weights,
): Pick<LinearWeights, "weights" | "scales" | "biases" | "bits"> {
  const steps = new Int8Array(weights.length);
  const scales: number[] = [];
  for (let label = 0; label < labels; label++) {
    const scale = coarser * bestScale(weights, label, labels);
    scales.push(scale);
    const largest = Math.floor(maxStep / coarser);
    for (let at = label; at < weights.length; at += labels) {
      steps[at] = Math.max(-largest, Math.min(largest, Math.round(weights[at]! / scale)));
    }
  }
  return { weights: steps, scales, biases: [...biases], bits };
}

function bestScale(weights: Float32Array, label: number, labels: number): number {
  let largest = 0;
  for (let at = label; at < weights.length; at += labels) largest = Math.max(largest, Math.abs(weights[at]!));
  if (largest === 0) return 1;
  let best = { error: Infinity, scale: 1 };
  for (let share = 1; share > 0.15; share *= 0.85) {
    const scale = largest * share / maxStep;
    let error = 0;
    for (let at = label; at < weights.length; at += labels) {
      const step = Math.max(-maxStep, Math.min(maxStep, Math.round(weights[at]! / scale)));
      error += (weights[at]! - step * scale) ** 2;
    }
    if (error < best.error) best = { error, scale };
  }
  return best.scale;
}
