/** What a token is. Links are kept apart: they are no part of the norm. */
export type TokenKind = "word" | "number" | "hashtag" | "mention" | "cashtag" | "emoji";

/** The tokens of a text, in order: `forms[i]` is the normalised form of a token of kind `kinds[i]`. */
export interface Tokens {
  forms: string[];
  kinds: TokenKind[];
  /** As written, without the punctuation that follows them. */
  links: string[];
  /** True where the text or its tokens went beyond the limits, and the rest was left out. */
  truncated: boolean;
}
