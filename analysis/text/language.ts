import { eld } from "eld/small";
import { type Lexicon, tenthsOf } from "./lexicon.ts";
import { unitKinds, type Units } from "./units.ts";
import { slotOfWord, type WordTable } from "./word_table.ts";

/** What a text is written in. */
export interface Language {
  /** BCP-47 as the source states it, else as found; `und` where there is too little to tell. */
  lang: string;
  /** Whether the English models know it: English, or too little to tell with nothing foreign in it. */
  english: boolean;
}

/**
 * The language of a text. What the source states counts; else a few cheap signs decide for most posts, and `eld` for the
 * rest. `known` are common words of English posts.
 */
export function languageOf(
  units: Units,
  stated: string | undefined,
  lexicons: readonly Lexicon[],
  known: WordTable,
): Language {
  if (stated !== undefined && !unstated.test(stated)) return { lang: stated, english: english.test(stated) };
  const { words, letters, wide, script, hits } = survey(units);
  if (script !== undefined) return { lang: script, english: false };
  if (wide === 0 && hits >= 2 && hits * 6 >= words) return { lang: "en", english: true };
  if (wide === 0 && words >= 3 && shareKnown(units, known) >= (hits > 0 ? mostlyKnown : allKnown)) {
    return { lang: "en", english: true };
  }
  if (letters < fewestLetters && wide < fewestWide) return short(units, words, lexicons);
  const found = eld.detect(wordsOf(units)).language;
  if (found === "") return short(units, words, lexicons);
  return { lang: found, english: found === "en" };
}

// "Undetermined" by ISO 639, and the codes X gives to posts of tags, links or mentions only (private use: qaa to qtz).
const unstated = /^(?:und|zxx|mul|mis|art|q[a-t][a-z])(?:[-_]|$)/i;
const english = /^en(?:[-_]|$)/i;
const mostlyKnown = 0.75;
const allKnown = 0.95;
const fewestLetters = 6;
const fewestWide = 4;
const maxDetected = 300;

function shareKnown({ count, kinds, hashes }: Units, table: WordTable): number {
  let words = 0;
  let found = 0;
  for (let i = 0; i < count && words < maxSurveyed; i++) {
    if (kinds[i] !== unitKinds.word) continue;
    words++;
    const slot = slotOfWord(table, hashes[i]!);
    // Words of other languages have vectors too.
    if (slot >= 0 && (table.fine[slot] !== 0 || table.lists[slot] !== 0)) found++;
  }
  return found / words;
}

// Too short to tell: English where there is no word at all, or one that only English has here.
function short(units: Units, words: number, lexicons: readonly Lexicon[]): Language {
  if (words === 0) return { lang: "und", english: true };
  for (let i = 0; i < units.count; i++) {
    if (units.kinds[i] !== unitKinds.word) continue;
    const known = common.has(units.forms[i]!) ||
      lexicons.some((lexicon) => tenthsOf(lexicon, units.hashes[i]!));
    if (known) return { lang: "und", english: true };
  }
  return { lang: "und", english: false };
}

interface Survey {
  words: number;
  /** Of the words. */
  letters: number;
  /** Characters beyond ASCII among them. */
  wide: number;
  /** The language of a script that has only one here. */
  script: string | undefined;
  /** English function words. */
  hits: number;
}

const maxSurveyed = 200;
const surelyEnglish = 4;

function survey({ count, kinds, forms }: Units): Survey {
  const found: Survey = { words: 0, letters: 0, wide: 0, script: undefined, hits: 0 };
  for (let i = 0; i < count && found.words < maxSurveyed; i++) {
    if (kinds[i] !== unitKinds.word) continue;
    const form = forms[i]!;
    found.words++;
    found.letters += form.length;
    if (form.length < 8 && common.has(form) && ++found.hits === surelyEnglish && found.wide === 0) break;
    for (let c = 0; c < form.length; c++) {
      const code = form.charCodeAt(c);
      if (code < 0x80) continue;
      found.wide++;
      found.script ??= scriptOf(code);
    }
  }
  return found;
}

function scriptOf(code: number): string | undefined {
  if (code < 0x370) return undefined;
  if (code < 0x400) return "el";
  if (code < 0x590) return undefined;
  if (code < 0x600) return "he";
  if (code >= 0x0e00 && code < 0x0e80) return "th";
  if (code >= 0x3040 && code < 0x3100) return "ja";
  return code >= 0xac00 && code < 0xd7b0 ? "ko" : undefined;
}

function wordsOf({ count, kinds, forms }: Units): string {
  let text = "";
  for (let i = 0; i < count && text.length < maxDetected; i++) {
    if (kinds[i] === unitKinds.word) text += `${forms[i]} `;
  }
  return text;
}

// Function words that are rare in other languages of the Latin script.
const common = new Set(
  ("the and you your is of to that it for with my this have are not but just what they we be been has had " +
    "would can could from about their there which who when why how i i'm i've i'll don't can't didn't isn't it's that's " +
    "his her she him our out get got going know think because should than then these those into over after before " +
    "if by did does too very more only really good day today love want need people some time")
    .split(" "),
);
