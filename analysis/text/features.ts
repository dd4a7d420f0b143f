import { hashForm, hashSeed, mix } from "./hash.ts";
import { maxLetterRuns, readLetterRuns } from "./letter_runs.ts";
import type { Lexicon } from "./lexicon.ts";
import { isNegation, negatedWords } from "./negation.ts";
import { maxUnits, unitFlags, unitKinds, type Units } from "./units.ts";
import { addValence, createValence, resetValence, stepOf } from "./valence.ts";
import { numberOf, type Vocabulary } from "./vocabulary.ts";

/**
 * What linear models see of a text: 32-bit hashes in groups, of words, of letter runs within words, and of counts and
 * sums, and then the numbers of the words that the vocabulary has. `ends` are the ends of the groups.
 */
export interface Features {
  hashes: Int32Array;
  ends: Int32Array;
  /** The first `units` of the text in order, as numbers below `sequenceRows`. */
  sequence: Int32Array;
  units: number;
}

/** The most units in a sequence: few texts have more, and then its beginning says enough. */
export const maxSequence = 64;
/** How many numbers a sequence is made of. */
export const sequenceRows = 2 ** 14;
/** How many of them words that are not among the most used share with all that is no word. */
export const sharedRows = 2 ** 10;

/** The number of groups. */
export const featureGroups = 4;
/** The group of counts and sums. */
export const countsGroup = 2;
/** The group of numbers of known words. */
export const knownGroup = 3;

/** What features are read by. */
export interface WordLists {
  lexicons: readonly Lexicon[];
  vocabulary: Vocabulary;
}

/** Room for the features of one text at a time. */
export function createFeatures(): Features {
  return {
    hashes: new Int32Array(5 * maxUnits + maxLetterRuns + 256),
    ends: new Int32Array(featureGroups),
    sequence: new Int32Array(maxSequence),
    units: 0,
  };
}

/** Reads the features of a text. Takes time linear in its length. */
export function readFeatures(units: Units, lists: WordLists, into: Features): void {
  const words = readWords(units, lists.lexicons, into.hashes);
  const runs = readLetterRuns(units, into.hashes, words);
  const counts = readCounts(into.hashes, runs);
  into.units = Math.min(units.count, maxSequence);
  into.ends[0] = words;
  into.ends[1] = runs;
  into.ends[2] = counts;
  into.ends[3] = readKnown(units, lists.vocabulary, into, counts);
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

function readKnown(
  { count, kinds, hashes, forms }: Units,
  vocabulary: Vocabulary,
  { hashes: out, sequence }: Features,
  at: number,
) {
  let n = at;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i];
    const hash = kind === unitKinds.hashtag ? hashForm(forms[i]!.slice(1)) : hashes[i]!;
    const number = kind === unitKinds.word || kind === unitKinds.hashtag ? numberOf(vocabulary, hash) : -1;
    if (number >= 0) out[n++] = number;
    if (i < maxSequence) sequence[i] = rowOf(number, hash);
  }
  return n;
}

function rowOf(number: number, hash: number): number {
  const row = sharedRows + number;
  return number >= 0 && row < sequenceRows ? row : hash & (sharedRows - 1);
}

function counted(kind: number, value: number): number {
  return mix(mix(0x7777, kind), value);
}
