import { mix } from "./hash.ts";
import { unitFlags, unitKinds, type Units } from "./units.ts";
import { slotOfWord, type WordTable } from "./word_table.ts";

/** The number of features of each unit. */
export const tagFeatures = 40;

/** What the tagger sees of a text: `hashes[unit * tagFeatures + k]`. */
export interface TagFeatures {
  hashes: Int32Array;
  /** Of each unit, in room for one before and two after. */
  slots: Int32Array;
  shapes: Int32Array;
  lists: Int32Array;
  /** What each unit is by itself, for a first look. */
  notable: Uint8Array;
  /** How the text uses capitals. */
  style: number;
}

/** What is known of words and of phrases. */
export interface TagTables {
  words: WordTable;
  phrases: WordTable;
}

/** Most units of a text that are tagged. */
export const maxTagged = 2048;

/** Room for the features of one text at a time. */
export function createTagFeatures(): TagFeatures {
  return {
    hashes: new Int32Array(maxTagged * tagFeatures),
    slots: new Int32Array(maxTagged + 4),
    shapes: new Int32Array(maxTagged + 4),
    lists: new Int32Array(maxTagged + 4),
    notable: new Uint8Array(maxTagged + 4),
    style: 0,
  };
}

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
    if (units.kinds[i] === unitKinds.word) {
      letters++;
      if (units.flags[i]! & unitFlags.capital) capitals++;
    }
  }
  slots[0] = slots[count + 1] = slots[count + 2] = -1;
  shapes[0] = shapes[count + 1] = shapes[count + 2] = 0;
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

/** Reads the features of each unit; returns how many units there are. */
export function readTagFeatures(text: string, units: Units, tables: TagTables, into: TagFeatures): number {
  const count = surveyUnits(text, units, tables, into);
  for (let i = 0; i < count; i++) readUnitFeatures(units, i, count, tables.words, into);
  return count;
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

/** Writes the features of one unit, after the survey. */
export function readUnitFeatures(
  units: Units,
  i: number,
  count: number,
  words: WordTable,
  { hashes, slots, shapes, lists, style }: TagFeatures,
): void {
  const out = hashes;
  let n = i * tagFeatures;
  const own = units.hashes[i]!;
  const left = i > 0 ? units.hashes[i - 1]! : 1;
  const right = i + 1 < count ? units.hashes[i + 1]! : 2;
  const left2 = i > 1 ? units.hashes[i - 2]! : 3;
  const right2 = i + 2 < count ? units.hashes[i + 2]! : 4;
  const shape = shapes[i + 1]!;
  const [leftShape, rightShape] = [shapes[i]!, shapes[i + 2]!];
  const slot = slots[i + 1]!;
  const [leftSlot, rightSlot] = [slots[i]!, slots[i + 2]!];
  const capital = units.flags[i]! & 3;
  const fine = slot < 0 ? 0 : words.fine[slot]!;
  const coarse = slot < 0 ? 0 : words.coarse[slot]!;
  const rate = slot < 0 ? 0 : words.capital[slot]!;
  const leftFine = leftSlot < 0 ? 0 : words.fine[leftSlot]!;
  const leftCoarse = leftSlot < 0 ? 0 : words.coarse[leftSlot]!;
  const rightFine = rightSlot < 0 ? 0 : words.fine[rightSlot]!;
  const rightCoarse = rightSlot < 0 ? 0 : words.coarse[rightSlot]!;
  const left2Slot = i > 0 ? slots[i - 1]! : -1;
  const right2Slot = slots[i + 3] ?? -1;
  const left2Coarse = i < 2 || left2Slot < 0 ? 0 : words.coarse[left2Slot]!;
  const right2Coarse = i + 2 >= count || right2Slot < 0 ? 0 : words.coarse[right2Slot]!;
  const form = units.forms[i]!;
  const length = form.length;
  out[n++] = mix(100, own);
  out[n++] = mix(mix(101, own), capital);
  out[n++] = mix(102, left);
  out[n++] = mix(103, right);
  out[n++] = mix(mix(104, left), own);
  out[n++] = mix(mix(105, own), right);
  out[n++] = mix(106, left2);
  out[n++] = mix(107, right2);
  out[n++] = mix(mix(108, length > 2 ? form.charCodeAt(length - 2) : 0), form.charCodeAt(length - 1) | 0);
  out[n++] = length > 3 ? suffix(109, form, 3) : 109;
  out[n++] = length > 4 ? suffix(110, form, 4) : 110;
  out[n++] = length > 3 ? prefix(111, form, 3) : 111;
  out[n++] = length > 2 ? prefix(112, form, 2) : 112;
  out[n++] = mix(113, shape);
  out[n++] = mix(mix(114, leftShape), shape);
  out[n++] = mix(mix(115, shape), rightShape);
  out[n++] = mix(mix(mix(116, leftShape), shape), rightShape);
  out[n++] = mix(117, fine);
  out[n++] = mix(mix(118, coarse), capital);
  out[n++] = mix(119, leftFine);
  out[n++] = mix(120, rightFine);
  out[n++] = mix(mix(121, leftCoarse), mix(coarse, capital));
  out[n++] = mix(mix(122, rightCoarse), mix(coarse, capital));
  out[n++] = mix(mix(mix(123, leftCoarse), rightCoarse), capital);
  out[n++] = mix(mix(124, rate), capital);
  out[n++] = mix(mix(mix(125, rate), capital), style);
  out[n++] = mix(mix(126, leftSlot < 0 ? 0 : words.capital[leftSlot]!), mix(leftShape, capital));
  out[n++] = mix(mix(127, rightSlot < 0 ? 0 : words.capital[rightSlot]!), mix(rightShape, capital));
  out[n++] = mix(mix(128, left2Coarse), leftCoarse);
  out[n++] = mix(mix(129, rightCoarse), right2Coarse);
  out[n++] = mix(mix(130, lists[i + 1]!), capital);
  out[n++] = mix(131, lists[i + 1]!);
  out[n++] = mix(mix(132, lists[i]!), lists[i + 1]!);
  out[n++] = mix(mix(133, lists[i + 1]!), lists[i + 2]!);
  out[n++] = mix(mix(134, style), capital);
  out[n++] = mix(mix(135, i === 0 ? 1 : 0), capital);
  out[n++] = mix(mix(136, fine), capital);
  out[n++] = mix(mix(137, fine), mix(rate, style));
  out[n++] = mix(mix(mix(138, leftFine), capital), rate);
  out[n++] = mix(mix(mix(139, rightFine), capital), rate);
}

function suffix(seed: number, form: string, size: number): number {
  let hash = seed;
  for (let at = form.length - size; at < form.length; at++) hash = mix(hash, form.charCodeAt(at));
  return hash;
}

function prefix(seed: number, form: string, size: number): number {
  let hash = seed;
  for (let at = 0; at < size; at++) hash = mix(hash, form.charCodeAt(at));
  return hash;
}
