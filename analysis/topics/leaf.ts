import type { Tokens } from "../text/token_kinds.ts";
import { tokenise } from "../text/tokens.ts";
import type { Leaf } from "./topic.ts";

/**
 * The leaf of a word as typed, which also finds the hashtag of the same name; null where it holds no token.
 * A word of several tokens is a phrase.
 */
export function wordLeaf(word: string, prefix: boolean): Leaf | null {
  const tokens = tokenise(word);
  return leafOf(tokens, prefix, tagOf(word, tokens));
}

/** The leaf of a quoted phrase, which finds just its tokens; null where it holds none. */
export function phraseLeaf(phrase: string, prefix: boolean): Leaf | null {
  return leafOf(tokenise(phrase), prefix, null);
}

/** What a norm must contain one of for the leaf to match. */
export function needlesOf({ tokens, tag, prefix }: Leaf): string[] {
  const end = prefix ? "" : " ";
  const needle = ` ${tokens.join(" ")}${end}`;
  return tag === null ? [needle] : [needle, ` ${tag}${end}`];
}

function leafOf({ forms }: Tokens, prefix: boolean, tag: string | null): Leaf | null {
  return forms.length === 0 ? null : { kind: "leaf", tokens: forms, tag, prefix };
}

function tagOf(word: string, { forms, kinds }: Tokens): string | null {
  if (!kinds.every((kind) => kind === "word" || kind === "number")) return null;
  const tag = tokenise(`#${word.replace(/^[^\p{L}\p{N}]+/u, "")}`);
  if (tag.forms.length !== 1 || tag.kinds[0] !== "hashtag") return null;
  // The body of a tag may be normalised differently; then it is another word.
  const again = tokenise(tag.forms[0]!.slice(1)).forms;
  return again.join(" ") === forms.join(" ") ? tag.forms[0]! : null;
}
