import { createFeatures, featureGroups, readFeatures } from "../../text/features.ts";
import type { Lexicon } from "../../text/lexicon.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";

/** The features of many texts: those of group g of text i end at `ends[i * featureGroups + g]`. */
export interface Corpus {
  count: number;
  hashes: Int32Array;
  ends: Int32Array;
}

/** Reads the features of texts. */
export function readCorpus(texts: readonly string[], lexicons: readonly Lexicon[]): Corpus {
  const units = createUnits();
  const features = createFeatures();
  const ends = new Int32Array(texts.length * featureGroups);
  let hashes = new Int32Array(1 << 20);
  let used = 0;
  texts.forEach((text, i) => {
    readUnits(text, tokenise(text), units);
    readFeatures(units, lexicons, features);
    const count = features.ends[featureGroups - 1]!;
    while (used + count > hashes.length) hashes = doubled(hashes);
    hashes.set(features.hashes.subarray(0, count), used);
    for (let group = 0; group < featureGroups; group++) {
      ends[i * featureGroups + group] = used + features.ends[group]!;
    }
    used += count;
  });
  return { count: texts.length, hashes: hashes.subarray(0, used), ends };
}

/** Where the first feature of a text is. */
export function startOf({ ends }: Corpus, text: number): number {
  return text === 0 ? 0 : ends[text * featureGroups - 1]!;
}

function doubled(hashes: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(hashes.length * 2);
  larger.set(hashes);
  return larger;
}
