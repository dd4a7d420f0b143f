/** Counts of neighbours of each word: `columns` and `values` of word w are from `starts[w]` to `starts[w + 1]`. */
export interface Neighbours {
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

/**
 * Groups words by their neighbours: k-means on the sphere over positive pointwise mutual information, starting from the
 * first k words. Returns of each word its group, 0 to k - 1.
 */
export function clusterWords(
  { starts, columns, values }: Neighbours,
  dimensions: number,
  k: number,
  rounds: number,
): Int32Array {
  const words = starts.length - 1;
  const groups = new Int32Array(words);
  let centres = new Float32Array(dimensions * k);
  for (let word = 0; word < k; word++) addTo(centres, word, word);
  for (let round = 0; round < rounds; round++) {
    normalise(centres);
    const next = new Float32Array(dimensions * k);
    const scores = new Float64Array(k);
    for (let word = 0; word < words; word++) {
      scores.fill(0);
      for (let i = starts[word]!; i < starts[word + 1]!; i++) {
        const row = columns[i]! * k;
        const value = values[i]!;
        for (let group = 0; group < k; group++) scores[group]! += value * centres[row + group]!;
      }
      let best = 0;
      for (let group = 1; group < k; group++) if (scores[group]! > scores[best]!) best = group;
      groups[word] = best;
    }
    centres = next;
    for (let word = 0; word < words; word++) addTo(centres, word, groups[word]!);
  }
  return groups;

  function addTo(into: Float32Array, word: number, group: number): void {
    for (let i = starts[word]!; i < starts[word + 1]!; i++) into[columns[i]! * k + group]! += values[i]!;
  }

  function normalise(of: Float32Array): void {
    const lengths = new Float64Array(k);
    for (let i = 0; i < of.length; i++) lengths[i % k]! += of[i]! ** 2;
    for (let i = 0; i < of.length; i++) of[i]! /= Math.sqrt(lengths[i % k]!) || 1;
  }
}
