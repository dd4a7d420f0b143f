import { mix } from "./hash.ts";
import { unitKinds, type Units } from "./units.ts";

const maxLetters = 16_384;
const letters = new Uint16Array(maxLetters + 8);
const space = 0x20;
const shortest = 3;
const longest = 5;

/** Writes the hashes of all runs of 3 to 5 letters within the words and the spaces around them; returns where they end. */
export function readLetterRuns(units: Units, out: Int32Array, at: number): number {
  const size = spell(units);
  let n = at;
  for (let start = 0; start + shortest <= size; start++) {
    let hash = runSeed;
    const stop = Math.min(size, start + longest);
    for (let i = start; i < stop; i++) {
      const letter = letters[i]!;
      hash = mix(hash, letter);
      if (i - start >= shortest - 1) out[n++] = hash;
      if (letter === space && i > start) break;
    }
  }
  return n;
}

/** Most hashes that a text can give. */
export const maxLetterRuns = 3 * maxLetters;

const runSeed = 0x1234567;

// Words between single spaces, a letter that repeats twice at most, names and numbers as one sign.
function spell({ count, kinds, forms }: Units): number {
  let size = 0;
  letters[size++] = space;
  for (let i = 0; i < count && size < maxLetters; i++) {
    const kind = kinds[i]!;
    if (kind === unitKinds.mention) letters[size++] = 0x40;
    else if (kind === unitKinds.number) letters[size++] = 0x30;
    else if (kind === unitKinds.word || kind === unitKinds.hashtag || kind === unitKinds.cashtag) {
      size = spellWord(forms[i]!, kind === unitKinds.word ? 0 : 1, size);
    } else continue;
    letters[size++] = space;
  }
  return size;
}

function spellWord(form: string, from: number, at: number): number {
  let size = at;
  let last = 0;
  let before = 0;
  for (let i = from; i < form.length && size < maxLetters; i++) {
    const code = form.charCodeAt(i);
    if (code !== last || code !== before) letters[size++] = code;
    before = last;
    last = code;
  }
  return size;
}
