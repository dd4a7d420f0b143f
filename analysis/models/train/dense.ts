/** A layer of sums of all its inputs: `weights[output * inputs + input]`. Squares of past gradients set its steps. */
export interface Dense {
  inputs: number;
  outputs: number;
  weights: Float32Array;
  biases: Float32Array;
  seen: { weights: Float32Array; biases: Float32Array };
}

const decay = 1e-5;

/** A layer whose weights are at most `spread` from 0. */
export function createDense(inputs: number, outputs: number, spread: number, random: () => number): Dense {
  const count = inputs * outputs;
  return {
    inputs,
    outputs,
    weights: Float32Array.from({ length: count }, () => spread * (2 * random() - 1)),
    biases: new Float32Array(outputs),
    seen: { weights: new Float32Array(count).fill(1), biases: new Float32Array(outputs).fill(1) },
  };
}

/** Writes the sums of a layer into `out`. */
export function sumDense(
  { inputs, outputs, weights, biases }: Dense,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let output = 0; output < outputs; output++) {
    let sum = biases[output]!;
    const at = output * inputs;
    for (let input = 0; input < inputs; input++) sum += weights[at + input]! * x[input]!;
    out[output] = sum;
  }
}

/** Takes one step of AdaGrad down the slopes of a layer's outputs. */
export function stepDense(
  { inputs, outputs, weights, biases, seen }: Dense,
  x: Float64Array,
  slopes: Float64Array,
  rate: number,
): void {
  for (let output = 0; output < outputs; output++) {
    const slope = slopes[output]!;
    if (slope === 0) continue;
    const from = output * inputs;
    for (let input = 0; input < inputs; input++) {
      const at = from + input;
      const weight = weights[at]!;
      const gradient = slope * x[input]! + decay * weight;
      const squares = seen.weights[at]! + gradient * gradient;
      seen.weights[at] = squares;
      weights[at] = weight - rate * gradient / Math.sqrt(squares);
    }
    seen.biases[output]! += slope * slope;
    biases[output]! -= rate * slope / Math.sqrt(seen.biases[output]!);
  }
}
