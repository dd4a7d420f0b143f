import { readVectors, type Vectors } from "./vectors.ts";

/** Word vectors of length one. */
export type Directions = Vectors;

/** GloVe's vectors, each of length one. @throws {Fatal} where they cannot be read. */
export function readDirections(): Directions {
  const { dimensions, numbers, ranks } = readVectors();
  const directions = new Float32Array(numbers.length);
  for (let first = 0; first < numbers.length; first += dimensions) {
    let squares = 0;
    for (let at = first; at < first + dimensions; at++) squares += numbers[at]! ** 2;
    const length = Math.sqrt(squares) || 1;
    for (let at = first; at < first + dimensions; at++) directions[at] = numbers[at]! / length;
  }
  return { dimensions, numbers: directions, ranks };
}
