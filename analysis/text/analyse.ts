import { type Mood, scoreMood } from "./sentiment.ts";
import { stopwordsOf } from "./stopwords.ts";
import { maxAnalysedChars, normOf, tokenise, type Tokens } from "./tokens.ts";

/** What the analysis adds to a post. Lists are distinct and in order of appearance. */
export interface Analysis {
  /** Title and text as tokens between single spaces. */
  norm: string;
  /** How many tokens. */
  tokens: number;
  /** Words that carry meaning, hashtags and cashtags, each a valid topic query; at most 64. */
  terms: string[];
  /** Lower case, without `#`. */
  hashtags: string[];
  /** Lower case, without `@`. */
  mentions: string[];
  links: string[];
  /** Upper case, without `$`. */
  cashtags: string[];
  /** Null where no model knows the stated language. */
  sentiment: Mood | null;
  /** True where only the beginning was analysed. */
  truncated: boolean;
}

/** The part of a post that is analysed. `lang` is BCP-47. */
export interface Analysable {
  title?: string;
  text: string;
  lang?: string;
}

/** The names of what the analysis adds. */
export const analysisKeys: readonly (keyof Analysis)[] = [
  "norm",
  "tokens",
  "terms",
  "hashtags",
  "mentions",
  "links",
  "cashtags",
  "sentiment",
  "truncated",
];

const maxTerms = 64;
const maxTermChars = 64;
const maxLinks = 32;
const maxLinkChars = 2048;

/** Analyses one post, title first. Never throws; takes time linear in the length. */
export function analysePost({ title, text, lang }: Analysable): Analysis {
  // One unit more than is analysed, so that the tokeniser sees that there is more.
  const whole = title === undefined ? text : `${title}\n${text.slice(0, maxAnalysedChars + 1)}`;
  const tokens = tokenise(whole);
  const norm = normOf(tokens);
  return {
    norm,
    tokens: tokens.forms.length,
    terms: termsOf(tokens, stopwordsOf(lang)),
    hashtags: namesOf(tokens, "hashtag"),
    mentions: namesOf(tokens, "mention"),
    links: [...new Set(tokens.links)].filter((link) => link.length <= maxLinkChars).slice(0, maxLinks),
    cashtags: namesOf(tokens, "cashtag").map((name) => name.toUpperCase()),
    sentiment: scoreMood(norm, lang),
    truncated: tokens.truncated,
  };
}

function termsOf({ forms, kinds }: Tokens, stopwords: ReadonlySet<string>): string[] {
  const terms = new Set<string>();
  for (let i = 0; i < forms.length && terms.size < maxTerms; i++) {
    const form = forms[i]!;
    const kind = kinds[i]!;
    if (form.length < 2 || form.length > maxTermChars || isOneWideChar(form)) continue;
    if (kind === "hashtag" || kind === "cashtag") terms.add(form);
    else if (kind === "word" && !stopwords.has(form) && !form.includes("'")) terms.add(form);
  }
  return [...terms];
}

function isOneWideChar(form: string): boolean {
  return form.charCodeAt(0) > 0x7f && oneChar.test(form);
}

const oneChar = /^\P{M}\p{M}*$/u;

function namesOf({ forms, kinds }: Tokens, kind: "hashtag" | "mention" | "cashtag"): string[] {
  if (!kinds.includes(kind)) return [];
  return [...new Set(forms.filter((_, i) => kinds[i] === kind))].map((form) => form.slice(1));
}
