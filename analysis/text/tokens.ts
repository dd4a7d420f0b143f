import { scanToken } from "./scan.ts";
import type { Tokens } from "./token_kinds.ts";

/** How much of a text is analysed, in UTF-16 units. */
export const maxAnalysedChars = 8192;
/** How many tokens of a text are kept. */
export const maxTokens = 4096;

/**
 * Splits a text into normalised tokens in one pass. Never throws; takes time linear in the length.
 * Forms are NFKC and lower case, keep `#`, `@` or `$`, and hold no white space; scripts written without spaces give
 * one token a character. A possessive 's is dropped; other apostrophes split, except in English contractions.
 */
export function tokenise(text: string): Tokens {
  const truncated = text.length > maxAnalysedChars;
  const tokens: Tokens = { forms: [], kinds: [], starts: [], ends: [], links: [], linkStarts: [], truncated };
  const shortened = !truncated && text.endsWith("…");
  const scanned = truncated ? text.slice(0, maxAnalysedChars) : shortened ? text.slice(0, -1) : text;
  let at = 0;
  let forms = 0;
  let links = 0;
  while (at < scanned.length && tokens.forms.length < maxTokens) {
    forms = tokens.forms.length;
    links = tokens.links.length;
    at = scanToken(scanned, at, tokens);
  }
  if (at === scanned.length && (truncated || (shortened && isSpoiltByCut(tokens)))) {
    dropCut(tokens, forms, links);
  }
  if (at < scanned.length || tokens.forms.length > maxTokens) {
    tokens.truncated = true;
    cutTo(tokens, Math.min(tokens.forms.length, maxTokens));
  }
  return tokens;
}

/**
 * The text as topics and the database see it: each token between single spaces, so that a token is found by
 * `includes(" token ")` and a phrase by its tokens in sequence.
 */
export function normOf(tokens: Tokens): string {
  return tokens.forms.length === 0 ? " " : ` ${tokens.forms.join(" ")} `;
}

// X shortens retweets to "RT @name: ... #stoc…". Elsewhere a word before an ellipsis is whole, but a link or tag is not.
function isSpoiltByCut({ forms, kinds, links }: Tokens): boolean {
  return forms[0] === "rt" || kinds.at(-1) !== "word" || links.length > 0;
}

// What the limit may have cut in the middle is no word of this text.
function dropCut(tokens: Tokens, forms: number, links: number): void {
  if (tokens.links.length > links) {
    tokens.links.pop();
    tokens.linkStarts.pop();
  } else if (tokens.forms.length > forms) cutTo(tokens, tokens.forms.length - 1);
}

function cutTo({ forms, kinds, starts, ends }: Tokens, length: number): void {
  forms.length =
    kinds.length =
    starts.length =
    ends.length =
      length;
}
