/** Values of words by the hash of their form, in tenths: an open table of a power of two of slots, 0 where empty. */
export interface Lexicon {
  hashes: Int32Array;
  tenths: Int8Array;
}

/** A table of the values, each within ±12.7; of two words with one hash the first counts. */
export function createLexicon(entries: Iterable<readonly [hash: number, value: number]>): Lexicon {
  const list = [...entries];
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, list.length * 2)));
  const lexicon = { hashes: new Int32Array(slots), tenths: new Int8Array(slots) };
  for (const [hash, value] of list) {
    const slot = slotOf(lexicon, hash);
    if (lexicon.tenths[slot] !== 0) continue;
    lexicon.hashes[slot] = hash;
    lexicon.tenths[slot] = Math.round(value * 10);
  }
  return lexicon;
}

/** What a form with this hash is worth, in tenths; 0 where the lexicon does not have it. */
export function tenthsOf(lexicon: Lexicon, hash: number): number {
  return lexicon.tenths[slotOf(lexicon, hash)]!;
}

function slotOf({ hashes, tenths }: Lexicon, hash: number): number {
  const mask = hashes.length - 1;
  let slot = (hash ^ (hash >>> 16)) & mask;
  while (tenths[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}
