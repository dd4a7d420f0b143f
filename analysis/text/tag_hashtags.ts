import { hashForm } from "./hash.ts";
import type { TagFeatures } from "./tag_view.ts";
import type { Units } from "./units.ts";
import { slotOfWord, type WordTable } from "./word_table.ts";

/**
 * What is known of a hashtag: it means what its word does, or the last of its words where capitals show several, as in
 * "#MarieCurie"; it is on the lists that the whole is on, and those of its first and its last word.
 */
export function surveyHashtag(
  text: string,
  { starts, ends, forms }: Units,
  i: number,
  words: WordTable,
  { senses, fields, lists }: TagFeatures,
): void {
  const start = starts[i]! + 1;
  const end = Math.min(ends[i]!, start + longest);
  const { firstEnd, lastStart } = wordsOf(text, start, end);
  let slot = slotOfWord(words, hashForm(forms[i]!.slice(1)));
  if (slot >= 0) lists[i + 1]! |= words.lists[slot]!;
  if (firstEnd < end) {
    const first = slotOfWord(words, hashForm(text.slice(start, firstEnd).toLowerCase()));
    const last = slotOfWord(words, hashForm(text.slice(lastStart, end).toLowerCase()));
    if (first >= 0) lists[i + 1]! |= words.lists[first]! << 8;
    if (last >= 0) lists[i + 1]! |= words.lists[last]! << 16;
    if (slot < 0) slot = last;
  }
  senses[i + 1] = slot < 0 ? 0 : words.sense[slot]!;
  fields[i + 1] = slot < 0 ? 0 : words.field[slot]!;
}

const longest = 64;

// A word begins where a capital follows a small letter.
function wordsOf(text: string, start: number, end: number): { firstEnd: number; lastStart: number } {
  let [firstEnd, lastStart] = [end, start];
  for (let at = start + 1; at < end; at++) {
    if (!isCapital(text.charCodeAt(at)) || !isSmall(text.charCodeAt(at - 1))) continue;
    if (firstEnd === end) firstEnd = at;
    lastStart = at;
  }
  return { firstEnd, lastStart };
}

function isCapital(code: number): boolean {
  return code > 0x40 && code < 0x5b;
}

function isSmall(code: number): boolean {
  return code > 0x60 && code < 0x7b;
}
