import type { WordTable } from "./word_table.ts";

/** The number of features of each unit. */
export const tagFeatures = 51;

/** What the tagger sees of a text: `hashes[unit * tagFeatures + k]`. */
export interface TagFeatures {
  hashes: Int32Array;
  /** Of each unit, in room for one before and two after. */
  slots: Int32Array;
  shapes: Int32Array;
  senses: Int32Array;
  fields: Int32Array;
  lists: Int32Array;
  /** What each unit is by itself, for a first look. */
  notable: Uint8Array;
  /** How the text uses capitals. */
  style: number;
}

/** What is known of words and of phrases. */
export interface TagTables {
  words: WordTable;
  phrases: WordTable;
}

/** Most units of a text that are tagged. */
export const maxTagged = 2048;

/** Room for the features of one text at a time. */
export function createTagFeatures(): TagFeatures {
  return {
    hashes: new Int32Array(maxTagged * tagFeatures),
    slots: new Int32Array(maxTagged + 4),
    shapes: new Int32Array(maxTagged + 4),
    senses: new Int32Array(maxTagged + 4),
    fields: new Int32Array(maxTagged + 4),
    lists: new Int32Array(maxTagged + 4),
    notable: new Uint8Array(maxTagged + 4),
    style: 0,
  };
}
