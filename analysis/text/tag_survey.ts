import { mix } from "./hash.ts";
import { surveyHashtag } from "./tag_hashtags.ts";
import { maxTagged, type TagFeatures, type TagTables } from "./tag_view.ts";
import { unitFlags, unitKinds, type Units } from "./units.ts";
import { slotOfWord, type WordTable } from "./word_table.ts";

/** What units of a text have in common, and what is known of each: the first step. Returns how many are looked at. */
export function surveyUnits(
  text: string,
  units: Units,
  { words, phrases }: TagTables,
  into: TagFeatures,
): number {
  const count = Math.min(units.count, maxTagged);
  const { slots, shapes, lists } = into;
  let capitals = 0;
  let letters = 0;
  lists.fill(0, 0, count + 4);
  for (let i = 0; i < count; i++) {
    const slot = slotOfWord(words, units.hashes[i]!);
    slots[i + 1] = slot;
    shapes[i + 1] = shapeOf(text, units, i);
    if (slot >= 0) lists[i + 1] = words.lists[slot]!;
    if (units.kinds[i] === unitKinds.hashtag) surveyHashtag(text, units, i, words, into);
    else readSense(units, i, words, into);
    if (units.kinds[i] === unitKinds.word) {
      letters++;
      if (units.flags[i]! & unitFlags.capital) capitals++;
    }
  }
  slots[0] = slots[count + 1] = slots[count + 2] = -1;
  for (const each of [shapes, into.senses, into.fields]) each[0] = each[count + 1] = each[count + 2] = 0;
  markPhrases(units, count, phrases, lists);
  into.notable[0] = into.notable[count + 1] = 0;
  for (let i = 0; i < count; i++) into.notable[i + 1] = notableOf(units, i, words, into);
  // A text in capitals, or without any, says less by a capital.
  into.style = letters === 0
    ? 0
    : capitals * 5 > letters * 4
    ? 1
    : capitals === 0
    ? 2
    : capitals * 2 > letters
    ? 3
    : 4;
  return count;
}

// What is no word means only what it is.
function readSense(
  { kinds }: Units,
  i: number,
  words: WordTable,
  { slots, senses, fields }: TagFeatures,
): void {
  const kind = kinds[i]!;
  const slot = slots[i + 1]!;
  const isWord = kind === unitKinds.word;
  senses[i + 1] = isWord ? slot < 0 ? 0 : words.sense[slot]! : -kind;
  fields[i + 1] = isWord ? slot < 0 ? 0 : words.field[slot]! : -kind;
}

/** True for a unit that is no part of a name, by a look at it and its neighbours: most are, and need no more work. */
export function isPlain(i: number, { notable }: TagFeatures): boolean {
  const own = notable[i + 1]!;
  return own === never || (own === 0 && notable[i] !== capital && notable[i + 2] !== capital);
}

// What a unit is by itself: plain, telling by its capital, telling by something else, or never a name.
const capital = 1;
const telling = 2;
const never = 3;
const seldomCapital = 2;
const innerCapital = 16;

function notableOf(
  { kinds, flags, forms }: Units,
  i: number,
  words: WordTable,
  { slots, lists, shapes }: TagFeatures,
): number {
  const kind = kinds[i]!;
  if (kind === unitKinds.mention || kind === unitKinds.link || kind === unitKinds.emoji) return never;
  if (kind === unitKinds.mark) return 0;
  const slot = slots[i + 1]!;
  const rate = slot < 0 ? 0 : words.capital[slot]!;
  const common = kind === unitKinds.word && rate > 0 && rate <= seldomCapital && lists[i + 1] === 0;
  if (flags[i]! & unitFlags.capital) {
    if (forms[i] === "i" || forms[i] === "i'm") return 0;
    // A common word at the start of a sentence.
    const starts = i === 0 || (kinds[i - 1] === unitKinds.mark && (flags[i - 1]! & unitFlags.stop) !== 0);
    return common && starts && (flags[i]! & unitFlags.capitals) === 0 ? 0 : capital;
  }
  return common && (shapes[i + 1]! & innerCapital) === 0 ? 0 : telling;
}

const longestPhrase = 4;

function markPhrases(units: Units, count: number, phrases: WordTable, lists: Int32Array): void {
  for (let i = 0; i < count; i++) {
    if (units.kinds[i] !== unitKinds.word) continue;
    let hash = units.hashes[i]!;
    for (let j = i + 1; j < count && j - i < longestPhrase; j++) {
      if (units.kinds[j] !== unitKinds.word) break;
      hash = mix(mix(hash, 31), units.hashes[j]!);
      const slot = slotOfWord(phrases, hash);
      if (slot < 0) continue;
      for (let k = i; k <= j; k++) lists[k + 1]! |= phrases.lists[slot]! << (k === i ? 8 : 16);
    }
  }
}

function shapeOf(text: string, { kinds, flags, starts, ends }: Units, i: number): number {
  const kind = kinds[i]!;
  if (kind === unitKinds.mark) return 16 + text.charCodeAt(starts[i]!);
  if (kind !== unitKinds.word && kind !== unitKinds.hashtag) return kind;
  const length = ends[i]! - starts[i]!;
  const capital = flags[i]! & 3;
  let digits = 0;
  let inner = 0;
  // Many tokens may share a long run.
  const stop = Math.min(ends[i]!, starts[i]! + maxShaped);
  for (let at = starts[i]! + 1; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x2f && code < 0x3a) digits = 1;
    else if (code > 0x40 && code < 0x5b) inner = 1;
  }
  return 1024 + kind * 256 + capital * 64 + digits * 32 + inner * innerCapital + Math.min(length, 6);
}

const maxShaped = 32;
