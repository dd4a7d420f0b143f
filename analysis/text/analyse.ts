import { loadModels } from "../models/load_models.ts";
import { scoreCategory } from "./category.ts";
import { scoreEmotion } from "./emotion.ts";
import { type Entity, findEntities } from "./entities.ts";
import { createFeatures, readFeatures } from "./features.ts";
import type { Labelled } from "./labelled.ts";
import { languageOf } from "./language.ts";
import { type Name, namesOf } from "./names.ts";
import { nearDuplicateHash } from "./near_duplicate.ts";
import type { OwnLabeller } from "./own_labels.ts";
import { findPhrases, type Phrase } from "./phrases.ts";
import { type Place, placeOf } from "./place.ts";
import { scoreSentiment, type Sentiment } from "./sentiment.ts";
import { stopwordsOf } from "./stopwords.ts";
import type { Tokens } from "./token_kinds.ts";
import { maxAnalysedChars, normOf, tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";

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
  /** BCP-47, as the source states it or as found; `und` where there is too little to tell. */
  lang: string;
  sentiment: Sentiment;
  emotion: Labelled;
  category: Labelled;
  /** In order of appearance, at most 128. */
  entities: Entity[];
  /** The same, each once; `model` found those that no rule did. */
  names: { found: Name[]; model: string };
  /** Best first, at most 10; of English posts. */
  phrases: Phrase[];
  /** 16 hexadecimal digits that are alike for posts that are; null for a post without words. */
  nearDuplicate: string | null;
  /** Where its stated place is, if that is plain. */
  location?: Place;
  /** True where only the beginning was analysed. */
  truncated: boolean;
}

/** The part of a post that is analysed. `lang` is BCP-47, `source` the network, `place` what its author says to be. */
export interface Analysable {
  source?: string;
  title?: string;
  text: string;
  lang?: string;
  place?: string;
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
  "lang",
  "sentiment",
  "emotion",
  "category",
  "entities",
  "names",
  "phrases",
  "nearDuplicate",
  "location",
  "truncated",
];

const maxTerms = 64;
const maxTermChars = 64;
const maxLinks = 32;
const maxLinkChars = 2048;

/** Analyses one post, title first, with categories of `own` if any. Never throws; takes time linear in the length. */
export function analysePost({ title, text, lang, source, place }: Analysable, own?: OwnLabeller): Analysis {
  const location = place === undefined ? undefined : placeOf(place);
  const models = loadModels();
  // One unit more than is analysed, so that the tokeniser sees that there is more.
  const whole = title === undefined ? text : `${title}\n${text.slice(0, maxAnalysedChars + 1)}`;
  const titleLength = title === undefined ? 0 : title.length + 1;
  const tokens = tokenise(whole);
  readUnits(whole, tokens, units);
  const language = languageOf(units, lang, models.lexicons, models.tagger.words);
  if (language.english) readFeatures(units, models, features);
  const entities = findEntities(models, whole, tokens, units, titleLength, language.english);
  const norm = normOf(tokens);
  const category = scoreCategory(models, units, features, language.english);
  const { terms, hashtags, mentions, cashtags } = collect(tokens, stopwordsOf(language.lang));
  return {
    norm,
    tokens: tokens.forms.length,
    terms,
    hashtags,
    mentions,
    links: linksOf(tokens),
    cashtags,
    lang: language.lang,
    sentiment: scoreSentiment(models, units, features, source, language.english),
    emotion: scoreEmotion(models, features, source, language.english),
    category: own === undefined ? category : own(category, norm),
    entities,
    names: { found: namesOf(entities), model: models.tagger.model },
    phrases: language.english ? findPhrases(whole, units, models.tagger.words) : [],
    nearDuplicate: nearDuplicateHash(units),
    ...(location === undefined ? {} : { location }),
    truncated: tokens.truncated,
  };
}

// Used again for each post: nothing here outlives the call.
const units = createUnits();
const features = createFeatures();

type Lists = Pick<Analysis, "terms" | "hashtags" | "mentions" | "cashtags">;

function collect({ forms, kinds }: Tokens, stopwords: ReadonlySet<string>): Lists {
  const terms = new Set<string>();
  const hashtags = new Set<string>();
  const mentions = new Set<string>();
  const cashtags = new Set<string>();
  for (let i = 0; i < forms.length; i++) {
    const form = forms[i]!;
    switch (kinds[i]) {
      case "word":
        if (isTerm(form) && !stopwords.has(form)) addTerm(form);
        break;
      case "hashtag":
        hashtags.add(form.slice(1));
        addTerm(form);
        break;
      case "cashtag":
        cashtags.add(form.slice(1).toUpperCase());
        addTerm(form);
        break;
      case "mention":
        mentions.add(form.slice(1));
    }
  }
  return { terms: [...terms], hashtags: [...hashtags], mentions: [...mentions], cashtags: [...cashtags] };

  function addTerm(form: string): void {
    if (terms.size < maxTerms && form.length <= maxTermChars) terms.add(form);
  }
}

function isTerm(form: string): boolean {
  return form.length > 1 && !form.includes("'") && !isOneWideChar(form);
}

function isOneWideChar(form: string): boolean {
  return form.charCodeAt(0) > 0x7f && oneChar.test(form);
}

const oneChar = /^\P{M}\p{M}*$/u;

function linksOf({ links }: Tokens): string[] {
  if (links.length === 0) return links;
  return [...new Set(links)].filter((link) => link.length <= maxLinkChars).slice(0, maxLinks);
}
