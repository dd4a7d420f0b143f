import { rounded } from "./rounded.ts";
import { stopwordsOf } from "./stopwords.ts";
import { unitFlags, unitKinds, type Units } from "./units.ts";
import { parts, slotOfWord, type WordTable } from "./word_table.ts";

/** A phrase that tells what a text is about; the higher the score, in (0, 1), the more. */
export interface Phrase {
  /** Normalised words between single spaces, or hyphens as written. */
  text: string;
  score: number;
}

const maxPhrases = 10;
const maxWords = 5;
const maxUnits = 2048;
const lengthWeight = 1;
const lateness = 0.5;
const rarity = 0.6;

/**
 * The noun phrases of an English text, best first: adjectives and nouns that stand together, scored by how often they
 * and their words come, how long they are, how early, and how seldom their words are elsewhere. Linear in length.
 */
export function findPhrases(text: string, units: Units, words: WordTable): Phrase[] {
  const candidates = new Map<string, Candidate>();
  const uses = new Map<number, number>();
  const stopwords = stopwordsOf("en");
  const count = Math.min(units.count, maxUnits);
  let first = -1;
  let nounAt = -1;
  for (let i = 0; i <= count; i++) {
    if (i < count && first >= 0 && isHyphen(text, units, i)) continue;
    const part = i < count ? partOf(units, i, words, stopwords) : parts.other;
    if (first >= 0 && (part === parts.other || (part === parts.adjective && nounAt === i - 1))) {
      if (nounAt >= 0) note(first, nounAt);
      first = nounAt = -1;
    }
    if (part === parts.other) continue;
    if (first < 0) first = i;
    if (part === parts.noun) nounAt = i;
  }
  return rank(candidates, uses, units, words);

  function note(from: number, last: number): void {
    const own: number[] = [];
    for (let i = from; i <= last; i++) if (units.kinds[i] === unitKinds.word) own.push(i);
    const kept = own.slice(-maxWords);
    let key = units.forms[kept[0]!]!;
    for (let k = 1; k < kept.length; k++) {
      key += (kept[k]! - kept[k - 1]! > 1 ? "-" : " ") + units.forms[kept[k]!];
    }
    if (key.length < 3) return;
    for (const i of kept) uses.set(units.hashes[i]!, (uses.get(units.hashes[i]!) ?? 0) + 1);
    const known = candidates.get(key);
    if (known === undefined) candidates.set(key, { times: 1, words: kept });
    else known.times++;
  }
}

interface Candidate {
  times: number;
  /** The units of its words where it comes first. */
  words: number[];
}

function rank(
  candidates: Map<string, Candidate>,
  uses: Map<number, number>,
  units: Units,
  table: WordTable,
): Phrase[] {
  const scored: Phrase[] = [];
  for (const [text, { times, words }] of candidates) {
    const company = words.reduce((sum, i) => sum + uses.get(units.hashes[i]!)!, 0) / words.length;
    const weight = 0.5 * Math.log(1 + times) + 0.5 * Math.log(1 + company);
    const length = 1 + lengthWeight * (Math.min(words.length, 3) - 1);
    const early = 1 / (1 + lateness * words[0]! / Math.max(60, Math.min(units.count, maxUnits)));
    const rare = words.filter((i) => !isCommon(table, units.hashes[i]!)).length / words.length;
    const score = weight * length * early * (1 + rarity * rare);
    scored.push({ text, score: rounded(score / (1 + score)) });
  }
  return scored.sort((a, b) => b.score - a.score).slice(0, maxPhrases);
}

// Only words that many posts without labels have are in a group.
function isCommon(table: WordTable, hash: number): boolean {
  const slot = slotOfWord(table, hash);
  return slot >= 0 && table.fine[slot] !== 0;
}

function partOf(
  { kinds, hashes, forms }: Units,
  i: number,
  words: WordTable,
  stopwords: ReadonlySet<string>,
): number {
  const form = forms[i]!;
  if (kinds[i] !== unitKinds.word || form.length < 2 || stopwords.has(form)) return parts.other;
  const slot = slotOfWord(words, hashes[i]!);
  const known = slot < 0 ? 0 : words.part[slot]!;
  return known !== 0 ? known : guessPart(form);
}

// What an English word that is not known mostly is, by its end.
function guessPart(form: string): number {
  if (/(?:ly|i[sz]e[sd]?|ify|ifies)$/.test(form)) return parts.other;
  return /(?:al|ive|ous|ic|ary|able|ible|less|ful|ar|ed)$/.test(form) ? parts.adjective : parts.noun;
}

// A hyphen between two words, without spaces.
function isHyphen(text: string, { kinds, flags, starts, ends }: Units, i: number): boolean {
  return kinds[i] === unitKinds.mark && ends[i]! - starts[i]! === 1 && text.charCodeAt(starts[i]!) === 0x2d &&
    (flags[i]! & unitFlags.spaced) === 0;
}
