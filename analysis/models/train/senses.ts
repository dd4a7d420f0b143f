import type { WordFacts } from "../../text/word_table.ts";
import { clusterWords, type Neighbours } from "./clusters.ts";
import { readVectors, type Vectors } from "./vectors.ts";

const maxWords = 60_000;
const senses = 1024;
const fields = 64;
const rounds = 10;

/** Of the words that are used most, the groups of like vectors that they are in, by hash. */
export function learnSenses(): Map<number, Pick<WordFacts, "sense" | "field">> {
  const vectors = readVectors();
  const hashes = [...vectors.ranks].filter(([, rank]) => rank < maxWords).map(([hash]) => hash);
  const neighbours = asNeighbours(vectors, hashes);
  const fine = clusterWords(neighbours, vectors.dimensions, senses, rounds);
  const coarse = clusterWords(neighbours, vectors.dimensions, fields, rounds);
  return new Map(hashes.map((hash, word) => [hash, { sense: 1 + fine[word]!, field: 1 + coarse[word]! }]));
}

// Vectors of length one.
function asNeighbours({ dimensions, numbers, ranks }: Vectors, hashes: readonly number[]): Neighbours {
  const values = new Float32Array(hashes.length * dimensions);
  hashes.forEach((hash, word) => {
    const first = ranks.get(hash)! * dimensions;
    const vector = numbers.subarray(first, first + dimensions);
    const length = Math.hypot(...vector) || 1;
    vector.forEach((value, d) => values[word * dimensions + d] = value / length);
  });
  return {
    starts: Int32Array.from({ length: hashes.length + 1 }, (_, word) => word * dimensions),
    columns: Int32Array.from(values, (_, at) => at % dimensions),
    values,
  };
}
