import { sequenceRows, sharedRows } from "../../text/features.ts";
import { type ConvolutionSteps, eachProduct } from "../convolution_file.ts";
import type { ConvolutionWeights } from "./convolution_answers.ts";
import { seededRandom } from "./random.ts";
import type { Weights } from "./train_linear.ts";

/** What stands for each row when a convolution begins to learn, `[row * width + d]`: 0 but for words with vectors. */
export function firstVectors(vectors: Weights, width: number): Float32Array {
  const random = seededRandom(1);
  const { labels: dimensions, weights } = vectors;
  // Random directions keep distances (Johnson and Lindenstrauss 1984).
  const signs = Float32Array.from({ length: dimensions * width }, () => random() < 0.5 ? -1 : 1);
  const first = new Float32Array(sequenceRows * width);
  let squares = 0;
  for (let row = sharedRows; row < sequenceRows; row++) {
    const from = (1 + row - sharedRows) * dimensions;
    for (let d = 0; d < width && from < weights.length; d++) {
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += signs[i * width + d]! * weights[from + i]!;
      first[row * width + d] = sum;
      squares += sum * sum;
    }
  }
  const scale = spread / Math.sqrt(squares / first.length + Number.MIN_VALUE);
  return first.map((number) => number * scale);
}

/** About how far numbers are from 0 at first. */
export const spread = 0.3;

// What a convolution says counts so much, and what a linear model does the rest: they err on different texts.
const share = 0.35;

/** A model that says what both say. */
export function joinConvolution(linear: Weights, net: ConvolutionWeights): Weights {
  const scaled = (numbers: Float32Array, by: number) => numbers.map((number) => number * by);
  return {
    ...linear,
    weights: scaled(linear.weights, 1 - share),
    biases: scaled(linear.biases, 1 - share),
    convolution: { ...net, weights: scaled(net.weights, share) },
  };
}

// Vectors whose largest numbers were kept would need finer steps.
const mostSpreads = 3;
const steps = 31;
const mostProduct = 127;

/** A convolution with its vectors in small numbers. */
export function quantiseConvolution(
  { width, filters, vectors, taps, biases, weights }: ConvolutionWeights,
): ConvolutionSteps {
  const deviation = Math.sqrt(vectors.reduce((sum, number) => sum + number * number, 0) / vectors.length);
  const scale = mostSpreads * deviation / steps;
  const small = {
    width,
    filters,
    scale,
    vectors: Int8Array.from(
      vectors,
      (number) => Math.max(-steps, Math.min(steps, Math.round(number / scale))),
    ),
    taps,
  };
  let largest = 0;
  eachProduct(small, (_, product) => largest = Math.max(largest, Math.abs(product)));
  return { ...small, productScale: largest / mostProduct || 1, biases, weights };
}
