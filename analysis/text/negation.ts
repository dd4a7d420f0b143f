/** True for a word that turns what follows it into its opposite. */
export function isNegation(form: string): boolean {
  const length = form.length;
  if (length < 2) return false;
  // Most words end here.
  const last = form.charCodeAt(length - 1);
  if (last === 0x74 && form.charCodeAt(length - 2) === 0x27) return form.charCodeAt(length - 3) === 0x6e;
  return length <= longest && negations.has(form);
}

/** How many words after a negation are turned; punctuation ends it before. */
export const negatedWords = 4;

const longest = 8;
const negations = new Set(
  ("not no never cannot nothing nobody none neither nor nowhere without hardly barely dont cant wont didnt doesnt " +
    "isnt wasnt arent werent couldnt wouldnt shouldnt aint hasnt havent hadnt").split(" "),
);
