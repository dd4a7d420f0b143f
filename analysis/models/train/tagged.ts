/** A text that the tagger learns from. */
export interface Tagged {
  count: number;
  /** Features of each unit. */
  hashes: Int32Array;
  /** Which tags each unit may have, as bits. */
  allowed: Int32Array;
  /** 1 for units that are outside by a first look. */
  plain: Uint8Array;
  /** Of each unit the rank of its word among the vectors; -1 where it has none. */
  ranks: Int32Array;
  /** Of each unit so many inputs of a network, by their numbers, that have the value 1. */
  traits: Int32Array;
  /** How much it counts. */
  worth: number;
}

/** The number of traits of a unit, and of different ones. */
export const traits = { ofUnit: 3, all: 22 };

/** Most units of a text that are learnt from. */
export const maxTaggedUnits = 512;
