/** ASCII letters and digits. */
export function isAlnum(code: number): boolean {
  return (code > 0x60 && code < 0x7b) || (code > 0x40 && code < 0x5b) || isDigit(code);
}

/** ASCII digits. */
export function isDigit(code: number): boolean {
  return code > 0x2f && code < 0x3a;
}

/** What people type as an apostrophe. */
export function isApostrophe(code: number): boolean {
  if (code < 0x80) return code === 0x27 || code === 0x60;
  return apostrophes.includes(String.fromCharCode(code));
}

/** Every apostrophe, for a character class. */
export const apostrophes = "'`\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07";

/** Characters without a width or meaning of their own inside a word, for a character class of a `u` pattern. */
export const ignorable =
  "\\u00ad\\u034f\\u061c\\u180b-\\u180e\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u20e3\\ufe00-\\ufe0f\\ufeff" +
  "\\u{e0100}-\\u{e01ef}";

/** True where a letter starts at `at`. */
export function isLetterAt(text: string, at: number): boolean {
  return endOf(letter, text, at) > 0;
}

/** True where a letter or digit ends at `at`, so that a sigil there starts nothing. */
export function isGlued(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  if (code < 0x80) return isAlnum(code) || code === 0x5f;
  return code !== 0xfe0f && endOf(afterWord, text, at) > 0;
}

/** Where the match of a sticky pattern at `at` ends; 0 where it does not match. */
export function endOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : 0;
}

const letter = /\p{L}/uy;
const afterWord = /(?<=[\p{L}\p{M}\p{N}])/uy;
