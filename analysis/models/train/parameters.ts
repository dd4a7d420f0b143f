/** Numbers that are learnt, the slopes that were noted, and the squares of past ones. */
export interface Parameters {
  values: Float32Array;
  slopes: Float32Array;
  squares: Float32Array;
}

/** So many numbers, at most `spread` from 0. */
export function createParameters(count: number, spread: number, random: () => number): Parameters {
  return {
    values: Float32Array.from({ length: count }, () => spread * (2 * random() - 1)),
    slopes: new Float32Array(count),
    squares: new Float32Array(count).fill(0.01),
  };
}

/** Takes one step of AdaGrad (Duchi et al. 2011) down the noted slopes, which are then forgotten. */
export function descend({ values, slopes, squares }: Parameters, rate: number): void {
  for (let i = 0; i < values.length; i++) {
    const slope = slopes[i]!;
    if (slope === 0) continue;
    squares[i]! += slope * slope;
    values[i]! -= rate * slope / Math.sqrt(squares[i]!);
    slopes[i] = 0;
  }
}
