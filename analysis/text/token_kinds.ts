/** What a token is. Links are kept apart: they are no part of the norm. */
export type TokenKind = "word" | "number" | "hashtag" | "mention" | "cashtag" | "emoji";

/** The tokens of a text, in order: `forms[i]` is the normalised form of a token of kind `kinds[i]`. */
export interface Tokens {
  forms: string[];
  kinds: TokenKind[];
  /** Where the run of characters that a token came from starts in the text, in UTF-16 units; several may share a run. */
  starts: number[];
  /** Where that run ends, without a possessive 's. */
  ends: number[];
  /** As written, without the punctuation that follows them. */
  links: string[];
  /** Where each link starts in the text. */
  linkStarts: number[];
  /** True where the text or its tokens went beyond the limits, and the rest was left out. */
  truncated: boolean;
}
