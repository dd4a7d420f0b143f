/** What is known of a word from many texts without labels. */
export interface WordFacts {
  /** Words of like neighbours, finely and coarsely; 0 for none. */
  fine: number;
  coarse: number;
  /** Words of like vectors, finely and coarsely; 0 for none. */
  sense: number;
  field: number;
  /** How often it is written with a capital within a sentence, 1 (never) to 9 (always); 0 where that is not known. */
  capital: number;
  /** Bits: which lists of names have it. */
  lists: number;
  /** What it mostly is, see `parts`; 0 where that is not known. */
  part: number;
}

/** Parts of speech, as far as phrases need them. */
export const parts = { noun: 1, adjective: 2, other: 3 };

/** Facts by the hash of a form, in an open table of a power of two of slots. */
export interface WordTable {
  hashes: Int32Array;
  fine: Uint16Array;
  coarse: Uint8Array;
  sense: Uint16Array;
  field: Uint8Array;
  capital: Uint8Array;
  lists: Uint8Array;
  part: Uint8Array;
}

/** A table of these words; hashes are distinct. */
export function createWordTable(words: readonly (WordFacts & { hash: number })[]): WordTable {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, words.length * 1.5)));
  const table: WordTable = {
    hashes: new Int32Array(slots),
    fine: new Uint16Array(slots),
    coarse: new Uint8Array(slots),
    sense: new Uint16Array(slots),
    field: new Uint8Array(slots),
    capital: new Uint8Array(slots),
    lists: new Uint8Array(slots),
    part: new Uint8Array(slots),
  };
  for (const { hash, fine, coarse, sense, field, capital, lists, part } of words) {
    let slot = firstSlot(hash, slots);
    while (table.hashes[slot] !== 0) slot = (slot + 1) & (slots - 1);
    table.hashes[slot] = hash;
    table.fine[slot] = fine;
    table.coarse[slot] = coarse;
    table.sense[slot] = sense;
    table.field[slot] = field;
    table.capital[slot] = capital;
    table.lists[slot] = lists;
    table.part[slot] = part;
  }
  return table;
}

/** The slot of a hash; -1 where the table does not have it. */
export function slotOfWord({ hashes }: WordTable, hash: number): number {
  let slot = firstSlot(hash, hashes.length);
  while (hashes[slot] !== 0) {
    if (hashes[slot] === hash) return slot;
    slot = (slot + 1) & (hashes.length - 1);
  }
  return -1;
}

function firstSlot(hash: number, slots: number): number {
  return (hash ^ (hash >>> 16)) & (slots - 1);
}
