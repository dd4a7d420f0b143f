import {
  createFeatures,
  featureGroups,
  knownGroup,
  readFeatures,
  type WordLists,
} from "../../text/features.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";

/** The features of many texts: those of group g of text i end at `ends[i * featureGroups + g]`. */
export interface Corpus {
  count: number;
  /** How many words the vocabulary has that the last group is of. */
  known: number;
  hashes: Int32Array;
  ends: Int32Array;
  /** The sequences of all texts, and where that of each ends. */
  sequences: Int32Array;
  sequenceEnds: Int32Array;
}

/** Reads the features of texts. */
export function readCorpus(texts: readonly string[], lists: WordLists): Corpus {
  const units = createUnits();
  const features = createFeatures();
  const ends = new Int32Array(texts.length * featureGroups);
  let hashes = new Int32Array(1 << 20);
  let used = 0;
  let sequences = new Int32Array(1 << 16);
  const sequenceEnds = new Int32Array(texts.length);
  texts.forEach((text, i) => {
    readUnits(text, tokenise(text), units);
    readFeatures(units, lists, features);
    const count = features.ends[featureGroups - 1]!;
    while (used + count > hashes.length) hashes = doubled(hashes);
    hashes.set(features.hashes.subarray(0, count), used);
    for (let group = 0; group < featureGroups; group++) {
      ends[i * featureGroups + group] = used + features.ends[group]!;
    }
    used += count;
    const from = i === 0 ? 0 : sequenceEnds[i - 1]!;
    const to = sequenceEnds[i] = from + features.units;
    while (to > sequences.length) sequences = doubled(sequences);
    sequences.set(features.sequence.subarray(0, features.units), from);
  });
  return {
    count: texts.length,
    known: lists.vocabulary.words.length,
    hashes: hashes.subarray(0, used),
    ends,
    sequences,
    sequenceEnds,
  };
}

/** Where the first feature of a text is. */
export function startOf({ ends }: Corpus, text: number): number {
  return text === 0 ? 0 : ends[text * featureGroups - 1]!;
}

/** Where a model of 2^bits rows has the rows of a group, and which bits of a hash are the number of one. */
export function rowsOf(group: number, bits: number): { first: number; mask: number } {
  return group === knownGroup ? { first: 2 ** bits, mask: -1 } : { first: 0, mask: 2 ** bits - 1 };
}

function doubled(hashes: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(hashes.length * 2);
  larger.set(hashes);
  return larger;
}
