import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitFlags, unitKinds } from "../../text/units.ts";
import type { WordFacts } from "../../text/word_table.ts";
import { clusterWords, type Neighbours } from "./clusters.ts";

const fewestUses = 5;
const maxWords = 24_000;
const contextWords = 800;
const fineGroups = 400;
const coarseGroups = 64;
const rounds = 8;

/** What posts tell of a word. */
export type PostFacts = Pick<WordFacts, "fine" | "coarse" | "capital">;

/** What texts without labels tell of their words: groups by neighbours, and how often with a capital. */
export function learnWordFacts(texts: readonly string[]): Map<number, PostFacts> {
  const posts = readPosts(texts);
  const vocabulary = [...posts.uses].filter(([, { all }]) => all >= fewestUses)
    .sort(([a, x], [b, y]) => y.all - x.all || a - b).slice(0, maxWords).map(([hash]) => hash);
  const neighbours = countNeighbours(posts.sequences, vocabulary);
  const fine = clusterWords(neighbours, 2 * contextWords + 2, fineGroups, rounds);
  const coarse = clusterWords(neighbours, 2 * contextWords + 2, coarseGroups, rounds);
  const facts = new Map<number, PostFacts>();
  vocabulary.forEach((hash, word) => {
    const { within, capitals } = posts.uses.get(hash)!;
    const capital = within < 3 ? 0 : 1 + Math.round(8 * capitals / within);
    facts.set(hash, { fine: 1 + fine[word]!, coarse: 1 + coarse[word]!, capital });
  });
  return facts;
}

interface Uses {
  all: number;
  /** Within a sentence, and of these with a capital. */
  within: number;
  capitals: number;
}

// Hashes of each text's units, 0 between texts.
function readPosts(texts: readonly string[]): { sequences: number[]; uses: Map<number, Uses> } {
  const units = createUnits();
  const uses = new Map<number, Uses>();
  const sequences: number[] = [0];
  for (const text of new Set(texts)) {
    readUnits(text, tokenise(text), units);
    const { count, kinds, flags, hashes } = units;
    let capitals = 0;
    let words = 0;
    for (let i = 0; i < count; i++) {
      if (kinds[i] !== unitKinds.word) continue;
      words++;
      if (flags[i]! & unitFlags.capital) capitals++;
    }
    const telling = capitals * 2 < words;
    for (let i = 0; i < count; i++) {
      sequences.push(hashes[i]!);
      let own = uses.get(hashes[i]!);
      if (own === undefined) uses.set(hashes[i]!, own = { all: 0, within: 0, capitals: 0 });
      own.all++;
      if (telling && i > 0 && kinds[i] === unitKinds.word && kinds[i - 1] === unitKinds.word) {
        own.within++;
        if (flags[i]! & unitFlags.capital) own.capitals++;
      }
    }
    sequences.push(0);
  }
  return { sequences, uses };
}

// Which of the commonest words, or the border of a text, stand left and right of each word, as positive PMI.
function countNeighbours(sequences: readonly number[], vocabulary: readonly number[]): Neighbours {
  const numberOf = new Map(vocabulary.map((hash, word) => [hash, word]));
  numberOf.set(0, -1);
  const width = 2 * contextWords + 2;
  const counts = vocabulary.map(() => new Map<number, number>());
  const columnTotals = new Float64Array(width);
  let total = 0;
  const add = (word: number | undefined, column: number) => {
    if (word === undefined || word < 0) return;
    counts[word]!.set(column, (counts[word]!.get(column) ?? 0) + 1);
    columnTotals[column]!++;
    total++;
  };
  for (let i = 1; i < sequences.length; i++) {
    const left = numberOf.get(sequences[i - 1]!);
    const right = numberOf.get(sequences[i]!);
    if (left !== undefined && left < contextWords) add(right, left + 1);
    if (right !== undefined && right < contextWords) add(left, contextWords + 1 + right + 1);
  }
  const starts = new Int32Array(vocabulary.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  counts.forEach((row, word) => {
    const own = [...row].sort(([a], [b]) => a - b);
    const rowTotal = own.reduce((sum, [, count]) => sum + count, 0);
    const kept = own.map(([column, count]): [number, number] => [
      column,
      Math.max(0, Math.log(count * total / (rowTotal * columnTotals[column]!))),
    ]).filter(([, value]) => value > 0);
    const length = Math.sqrt(kept.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
    for (const [column, value] of kept) {
      columns.push(column);
      values.push(value / length);
    }
    starts[word + 1] = columns.length;
  });
  return { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) };
}
