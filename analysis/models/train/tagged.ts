/** A text that the tagger learns from. */
export interface Tagged {
  count: number;
  /** Features of each unit. */
  hashes: Int32Array;
  /** Which tags each unit may have, as bits. */
  allowed: Int32Array;
  /** 1 for units that are outside by a first look. */
  plain: Uint8Array;
}

/** Most units of a text that are learnt from. */
export const maxTaggedUnits = 512;
