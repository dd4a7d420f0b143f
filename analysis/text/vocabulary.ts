/** Words that linear models know one by one, by the hash of their form; the number of a word is its place in `words`. */
export interface Vocabulary {
  words: Int32Array;
  /** An open table of a power of two of slots: one more than the number of a word, 0 where empty. */
  slots: Uint32Array;
}

/** The vocabulary of these hashes, all distinct. */
export function createVocabulary(words: Int32Array): Vocabulary {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, words.length * 2))));
  const vocabulary = { words, slots };
  words.forEach((hash, number) => slots[slotOf(vocabulary, hash)] = number + 1);
  return vocabulary;
}

/** The number of the form with this hash; -1 where the vocabulary does not have it. */
export function numberOf(vocabulary: Vocabulary, hash: number): number {
  return vocabulary.slots[slotOf(vocabulary, hash)]! - 1;
}

function slotOf({ words, slots }: Vocabulary, hash: number): number {
  const mask = slots.length - 1;
  let slot = (hash ^ (hash >>> 16)) & mask;
  while (slots[slot] !== 0 && words[slots[slot]! - 1] !== hash) slot = (slot + 1) & mask;
  return slot;
}
