import type { Vocabulary } from "../../text/vocabulary.ts";
import type { Weights } from "./train_linear.ts";
import type { Vectors } from "./vectors.ts";

/**
 * A model whose sums are the vectors of a text's words together, a column for each dimension. Common words count less
 * (Arora et al. 2017), how common they are by their rank.
 */
export function vectorModel({ words }: Vocabulary, { dimensions, numbers, ranks }: Vectors): Weights {
  // One row for all other features, which stays empty.
  const weights = new Float32Array((1 + words.length) * dimensions);
  words.forEach((hash, number) => {
    const rank = ranks.get(hash);
    if (rank === undefined) return;
    const worth = (rank + 1) / (rank + 1 + halfWorth);
    for (let d = 0; d < dimensions; d++) {
      weights[(1 + number) * dimensions + d] = worth * numbers[rank * dimensions + d]!;
    }
  });
  return {
    kind: "sigmoid",
    labels: dimensions,
    bits: 0,
    weights,
    biases: new Float32Array(dimensions),
    helpers: new Float32Array(0),
  };
}

// The rank of a word that counts half.
const halfWorth = 60;
