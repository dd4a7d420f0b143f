import { hashForm, hashSeed, mix } from "./hash.ts";
import { maxLetterRuns, readLetterRuns } from "./letter_runs.ts";
import type { Lexicon } from "./lexicon.ts";
import { isNegation, negatedWords } from "./negation.ts";
import { maxUnits, unitFlags, unitKinds, type Units } from "./units.ts";
import { addValence, createValence, resetValence, stepOf } from "./valence.ts";

/**
 * What linear models see of a text: 32-bit hashes in groups, of words, of letter runs within words, and of counts and
 * sums. `ends` are the ends of the groups.
 */
export interface Features {
  hashes: Int32Array;
  ends: Int32Array;
}

/** The number of groups. */
export const featureGroups = 3;

/** Room for the features of one text at a time. */
export function createFeatures(): Features {
  return {
    hashes: new Int32Array(4 * maxUnits + maxLetterRuns + 256),
    ends: new Int32Array(featureGroups),
  };
}

/** Reads the features of a text. Takes time linear in its length. */
export function readFeatures(units: Units, lexicons: readonly Lexicon[], into: Features): void {
  const words = readWords(units, lexicons, into.hashes);
  const runs = readLetterRuns(units, into.hashes, words);
  into.ends[0] = words;
  into.ends[1] = runs;
  into.ends[2] = readCounts(into.hashes, runs);
}

const sums = [createValence(), createValence()];
const counts = { words: 0, negations: 0, shouted: 0, mentions: 0, links: 0, hashtags: 0, emoji: 0 };

const borderHash = mix(hashSeed, 9);
const pairHash = 0x2545f491;
const negatedHash = 0x51ed270b;
const shoutedHash = 77;

// Words, the negated ones apart, and pairs of neighbours; counts and sums on the way.
function readWords(units: Units, lexicons: readonly Lexicon[], out: Int32Array): number {
  const { count, kinds, flags, hashes, forms } = units;
  sums.forEach(resetValence);
  counts.words = counts.negations = counts.shouted = 0;
  counts.mentions =
    counts.links =
    counts.hashtags =
    counts.emoji =
      0;
  let n = 0;
  let negated = 0;
  let previous = borderHash;
  for (let i = 0; i < count; i++) {
    let hash = hashes[i]!;
    switch (kinds[i]) {
      case unitKinds.word: {
        const shouted = (flags[i]! & unitFlags.capitals) !== 0;
        counts.words++;
        if (shouted) {
          counts.shouted++;
          out[n++] = mix(hash, shoutedHash);
        }
        for (let l = 0; l < lexicons.length; l++) {
          addValence(sums[l]!, lexicons[l]!, hash, negated > 0, shouted);
        }
        if (negated > 0) {
          hash = mix(hash, negatedHash);
          negated--;
        }
        if (isNegation(forms[i]!)) {
          negated = negatedWords;
          counts.negations++;
        }
        break;
      }
      case unitKinds.mark:
        if (flags[i]! & unitFlags.stop) negated = 0;
        addMark(lexicons, hash);
        break;
      case unitKinds.emoji:
        counts.emoji++;
        addMark(lexicons, hash);
        break;
      case unitKinds.hashtag:
        counts.hashtags++;
        out[n++] = hashForm(forms[i]!.slice(1));
        break;
      case unitKinds.mention:
        counts.mentions++;
        break;
      case unitKinds.link:
        counts.links++;
    }
    out[n++] = hash;
    out[n++] = mix(mix(previous, pairHash), hash);
    previous = hash;
  }
  out[n++] = mix(mix(previous, pairHash), borderHash);
  return n;
}

function addMark(lexicons: readonly Lexicon[], hash: number): void {
  for (let l = 0; l < lexicons.length; l++) addValence(sums[l]!, lexicons[l]!, hash, false, false);
}

function readCounts(out: Int32Array, at: number): number {
  let n = at;
  for (let l = 0; l < sums.length; l++) {
    const { positive, negative, last, strongest } = sums[l]!;
    const kind = 20 + 10 * l;
    const [up, down] = [stepOf(positive), stepOf(negative)];
    out[n++] = counted(kind, up);
    out[n++] = counted(kind + 1, down);
    out[n++] = counted(kind + 2, stepOf(positive - negative));
    out[n++] = counted(kind + 3, stepOf(last));
    out[n++] = counted(kind + 4, stepOf(strongest));
    out[n++] = counted(kind + 5, 100 * up + down);
  }
  out[n++] = counted(1, Math.min(counts.negations, 3));
  out[n++] = counted(2, Math.min(counts.shouted, 4));
  out[n++] = counted(3, Math.min(counts.mentions, 3));
  out[n++] = counted(4, Math.min(counts.links, 2));
  out[n++] = counted(5, Math.min(counts.hashtags, 4));
  out[n++] = counted(6, Math.min(counts.emoji, 3));
  out[n++] = counted(7, Math.min(20, Math.floor(counts.words / 3)));
  return n;
}

function counted(kind: number, value: number): number {
  return mix(mix(0x7777, kind), value);
}
