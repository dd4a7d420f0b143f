import type { WordFacts } from "../../text/word_table.ts";
import { clusterWords, type Neighbours } from "./clusters.ts";
import type { Directions } from "./directions.ts";

const maxWords = 60_000;
const senses = 1024;
const fields = 64;
const rounds = 10;

/** Of the words that are used most, the groups of like vectors that they are in, by hash. */
export function learnSenses(directions: Directions): Map<number, Pick<WordFacts, "sense" | "field">> {
  const hashes = [...directions.ranks].filter(([, rank]) => rank < maxWords).map(([hash]) => hash);
  const neighbours = asNeighbours(directions, hashes);
  const fine = clusterWords(neighbours, directions.dimensions, senses, rounds);
  const coarse = clusterWords(neighbours, directions.dimensions, fields, rounds);
  return new Map(hashes.map((hash, word) => [hash, { sense: 1 + fine[word]!, field: 1 + coarse[word]! }]));
}

function asNeighbours({ dimensions, numbers, ranks }: Directions, hashes: readonly number[]): Neighbours {
  const values = new Float32Array(hashes.length * dimensions);
  hashes.forEach((hash, word) => {
    const first = ranks.get(hash)! * dimensions;
    values.set(numbers.subarray(first, first + dimensions), word * dimensions);
  });
  return {
    starts: Int32Array.from({ length: hashes.length + 1 }, (_, word) => word * dimensions),
    columns: Int32Array.from(values, (_, at) => at % dimensions),
    values,
  };
}
