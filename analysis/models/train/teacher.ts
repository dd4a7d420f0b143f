import { createDense, type Dense, stepDense, sumDense } from "./dense.ts";
import { readWanted, toProbabilities, toSlopes, weightOf } from "./loss.ts";
import { seededRandom, shuffle } from "./random.ts";
import { shapeOf, type Task } from "./tasks.ts";

const epochs = 8;
const learningRate = 0.003;

/** Writes how probable each label is for a text of that number. */
export type Teacher = (text: number, out: Float64Array) => void;

/**
 * Logistic regression over `embedded`, the numbers that a transformer makes of each text, those of the task first: a
 * teacher by the labels of these rows. Of up to four labels, each counts as much as any other (`shapeOf`).
 */
export function teachersOf(embedded: readonly Float16Array[], task: Task): (rows: Int32Array) => Teacher {
  const scale = scaleOf(embedded);
  const x = new Float64Array(scale.means.length);
  return (rows) => {
    const model = fit(embedded, scale, task, rows);
    return (text, out) => {
      readScaled(embedded[text]!, scale, x);
      sumDense(model, x, out);
      toProbabilities(task.kind, out);
    };
  };
}

interface Scale {
  means: Float64Array;
  spreads: Float64Array;
}

function fit(embedded: readonly Float16Array[], scale: Scale, task: Task, rows: Int32Array): Dense {
  const { kind, targets } = task;
  const { labels, classWeights } = shapeOf(task, rows);
  const random = seededRandom(1);
  const model = createDense(scale.means.length, labels, 0, random);
  const order = rows.slice();
  const x = new Float64Array(model.inputs);
  const slopes = new Float64Array(labels);
  const wanted = new Float64Array(labels);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      readScaled(embedded[row]!, scale, x);
      sumDense(model, x, slopes);
      readWanted(kind, targets[row]!, wanted);
      toSlopes(kind, slopes, wanted, weightOf(kind, targets[row]!, classWeights));
      stepDense(model, x, slopes, learningRate * (1 - epoch / epochs));
    }
  }
  return model;
}

function scaleOf(embedded: readonly Float16Array[]): Scale {
  const width = embedded[0]!.length;
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  for (const numbers of embedded) {
    for (let d = 0; d < width; d++) {
      const number = numbers[d]!;
      means[d]! += number / embedded.length;
      squares[d]! += number ** 2 / embedded.length;
    }
  }
  return { means, spreads: squares.map((square, d) => Math.sqrt(Math.max(1e-12, square - means[d]! ** 2))) };
}

function readScaled(numbers: Float16Array, { means, spreads }: Scale, out: Float64Array): void {
  for (let d = 0; d < out.length; d++) out[d] = (numbers[d]! - means[d]!) / spreads[d]!;
}
