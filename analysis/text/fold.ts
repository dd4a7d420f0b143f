import { apostrophes, ignorable } from "./chars.ts";

/** The normalised words of a run of letters, digits, marks and apostrophes: none, one or several. */
export function foldRun(run: string): string[] {
  const words: string[] = [];
  for (const piece of fold(run).match(pieces) ?? []) splitApostrophes(piece, words);
  return words;
}

/** The normalised body of a hashtag. */
export function foldTag(body: string): string {
  return plainTag.test(body) ? body.toLowerCase() : fold(body).replace(noTag, "").replace(/^\p{M}+/u, "");
}

const plainTag = /^\w+$/;
const noTag = /[^\p{L}\p{M}\p{N}_]/gu;

/** Scripts that are written without spaces between words, for a character class. */
export const spaceless = ["Han", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"].map((s) => `\\p{scx=${s}}`)
  .join("");

// One character each where words are not spaced, so that a word there is found as a phrase.
const pieces = (() => {
  const word = (of: string) => `[[${of}]--[${spaceless}]]`;
  return new RegExp(
    `[[\\p{L}\\p{N}]&&[${spaceless}]]\\p{M}*|${word("\\p{L}\\p{N}")}${word("\\p{L}\\p{M}\\p{N}'")}*`,
    "gv",
  );
})();

// Marks beyond these are decoration; sorting thousands of them is quadratic in the engine's normaliser.
const extraMarks = /(\p{M}{8})\p{M}+/gu;
const unwritten = new RegExp(`[${ignorable}]`, "gu");
const anyApostrophe = new RegExp(`[${apostrophes}]`, "g");
const unclean = new RegExp(`[${ignorable}${apostrophes}]|\\p{M}{9}`, "u");
const unsettled = /[ςʼ]|\p{M}/u;

function fold(run: string): string {
  if (asciiOnly.test(run)) return run.toLowerCase();
  const clean = unclean.test(run)
    ? run.replace(unwritten, "").replace(anyApostrophe, "'").replace(extraMarks, "$1")
    : run;
  const lower = clean.normalize("NFKC").toLowerCase();
  if (!unsettled.test(lower)) return lower;
  const settled = lower.replaceAll("i\u0307", "i").replaceAll("ς", "σ").replaceAll("ʼ", "'");
  return settled.replace(extraMarks, "$1").normalize("NFKC");
}

// Without the grave accent, which is an apostrophe here.
const asciiOnly = /^[\0-\x5f\x61-\x7f]*$/;

function splitApostrophes(word: string, into: string[]): void {
  const last = word.lastIndexOf("'");
  if (last < 0) {
    into.push(word);
    return;
  }
  const tail = word.slice(last + 1);
  const joined = contractions.has(tail) || (tail === "t" && word[last - 1] === "n");
  const parts = word.split("'").filter((part) => part !== "");
  if (joined && parts.length > 1) parts.splice(-2, 2, `${parts.at(-2)}'${tail}`);
  if (tail === "s" && parts.length > 1) parts.pop();
  into.push(...parts);
}

const contractions = new Set(["re", "ve", "ll", "m", "d"]);
