/** True for a word that turns what follows it into its opposite. */
export function isNegation(form: string): boolean {
  const length = form.length;
  if (length < 2) return false;
  const last = form.charCodeAt(length - 1);
  if (last === letter.t && form.charCodeAt(length - 2) === letter.apostrophe) {
    return form.charCodeAt(length - 3) === letter.n;
  }
  // Most words end here: all negations begin with n or end in t or y.
  if (form.charCodeAt(0) !== letter.n && last !== letter.t && last !== letter.y) return false;
  return length <= longest && negations.has(form);
}

/** How many words after a negation are turned; punctuation ends it before. */
export const negatedWords = 4;

const letter = { apostrophe: 0x27, n: 0x6e, t: 0x74, y: 0x79 };
const longest = 8;
const negations = new Set(
  ("not no never cannot nothing nobody none neither nor nowhere without hardly barely dont cant wont didnt doesnt " +
    "isnt wasnt arent werent couldnt wouldnt shouldnt aint hasnt havent hadnt").split(" "),
);
