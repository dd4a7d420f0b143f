import type { TagTables } from "../../text/tag_view.ts";
import { mostWeight, packTags, tagEntities, type Tagger } from "../../text/tagger.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { HashedFacts, TaggerContent } from "../tagger_file.ts";
import { meanOf } from "./average_weights.ts";
import { fitPlatt } from "./calibrate.ts";
import type { Marked } from "./conll.ts";
import { type Directions, readDirections } from "./directions.ts";
import { readNameLists } from "./name_lists.ts";
import { learnParts } from "./parts.ts";
import { unlabelledTexts } from "./recipes.ts";
import { learnSenses } from "./senses.ts";
import type { Tagged } from "./tagged.ts";
import { readTagged, taggerSets, tagText, trainingTexts, typesOf } from "./tagger_texts.ts";
import { tweetSentiment } from "./tasks.ts";
import { teachTagger } from "./teach_tagger.ts";
import { type TaggerWeights, trainTagger } from "./train_tagger.ts";
import { learnWordFacts } from "./word_facts.ts";

const numbers = { bits: 18, tags: entityTags.length, rate: 0.1, decay: 1e-3, outsideCost: 2 };
const epochs = 10;
const orders = 3;
const outsideBias = 0.25;
const heldOutEvery = 10;
const unlabelledEvery = 2;

/** Trains the tagger on WNUT-17, the Broad Twitter Corpus and Tweebank, and on tweets that teachers mark. */
export function makeTagger(model: string): TaggerContent {
  const marked = taggerSets.flatMap(trainingTexts);
  const directions = readDirections();
  const { words, phrases } = readFacts(marked, directions);
  const tables = { words: createWordTable(words), phrases: createWordTable(phrases) };
  const texts = marked.map((text) => tagText(text, { tables, ranks: directions.ranks }));
  const known = texts.filter((_, i) => i % heldOutEvery !== 0);
  const taught = teachOn(known, tables, directions);
  const whole = trainOn([...texts, ...taught]);
  const part = taggerOf(trainOn([...known, ...taught]), tables);
  const { weights, scale } = quantise(whole);
  return {
    model,
    tags: entityTags,
    bits: numbers.bits,
    scale,
    outsideBias,
    ...fitScores(part, marked.filter((_, i) => i % heldOutEvery === 0)),
    transitions: [...whole.transitions].map((value) => value === -Infinity ? null : value),
    table: packTags(weights, entityTags.length),
    words,
    phrases,
  };
}

/** Tweets without labels with the names that teachers find, who learn from texts with labels. */
export function teachOn(labelled: readonly Tagged[], tables: TagTables, directions: Directions): Tagged[] {
  const tweets = tweetSentiment("train").texts.filter((_, i) => i % unlabelledEvery === 0);
  const unlabelled = tweets.map((text) => readTagged(text, { tables, ranks: directions.ranks }));
  return teachTagger(labelled, unlabelled, directions, { ...numbers, outsideBias });
}

/** Trains on these texts with the numbers that the tagger has; in several orders, of which it is the mean. */
export function trainOn(texts: readonly Tagged[]): TaggerWeights {
  const taggers = Array.from({ length: orders }, (_, order) => {
    return trainTagger(texts, { ...numbers, epochs, order });
  });
  return {
    ...taggers[0]!,
    weights: meanOf(taggers.map(({ weights }) => weights)),
    transitions: meanOf(taggers.map(({ transitions }) => transitions)),
  };
}

function readFacts(
  marked: readonly Marked[],
  directions: Directions,
): { words: HashedFacts[]; phrases: HashedFacts[] } {
  const facts = learnWordFacts([...unlabelledTexts(), ...marked.map(({ text }) => text)]);
  const lists = readNameLists();
  const senses = learnSenses(directions);
  const nothing = { fine: 0, coarse: 0, sense: 0, field: 0, capital: 0 };
  const parts = learnParts();
  const hashes = new Set([...facts.keys(), ...lists.words.keys(), ...senses.keys()]);
  return {
    words: [...hashes].map((hash) => ({
      hash,
      ...nothing,
      ...facts.get(hash),
      ...senses.get(hash),
      lists: lists.words.get(hash) ?? 0,
      part: parts.get(hash) ?? 0,
    })),
    phrases: [...lists.phrases].map(([hash, bits]) => ({ hash, ...nothing, lists: bits, part: 0 })),
  };
}

function quantise({ weights }: TaggerWeights): { weights: Int8Array; scale: number } {
  const sizes = weights.map(Math.abs).filter((size) => size > 0).sort();
  const scale = sizes[Math.floor(sizes.length * 0.9999)]! / mostWeight;
  return {
    weights: Int8Array.from(
      weights,
      (weight) => Math.max(-mostWeight, Math.min(mostWeight, Math.round(weight / scale))),
    ),
    scale,
  };
}

/** A tagger of weights as they are trained, without odds fitted to its margins. */
export function taggerOf(trained: TaggerWeights, { words, phrases }: TagTables): Tagger {
  const { weights, scale } = quantise(trained);
  return {
    model: "in training",
    tags: entityTags,
    bits: trained.bits,
    scale,
    outsideBias,
    slope: 1,
    shift: 0,
    transitions: trained.transitions,
    table: packTags(weights, entityTags.length),
    words,
    phrases,
  };
}

// How often spans of a margin are right in posts that the tagger has not seen.
function fitScores(tagger: Tagger, heldOut: readonly Marked[]): { slope: number; shift: number } {
  const units = createUnits();
  const margins: number[] = [];
  const right: boolean[] = [];
  for (const { text, spans } of heldOut) {
    readUnits(text, tokenise(text), units);
    for (const { first, last, type, score } of tagEntities(tagger, text, units)) {
      const [start, end] = [units.starts[first]!, units.ends[last]!];
      margins.push(Math.log(score / (1 - score)));
      right.push(
        spans.some((span) => span.start === start && span.end === end && typesOf(span.type).includes(type)),
      );
    }
  }
  const bounded = margins.map((margin) => Math.max(-maxMargin, Math.min(maxMargin, margin)));
  const { slope, shift } = fitPlatt(bounded.map((margin) => margin / maxMargin), right);
  return { slope: slope / maxMargin, shift };
}

const maxMargin = 30;
