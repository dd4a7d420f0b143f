import type { TagTables } from "../../text/tag_view.ts";
import { mostWeight, packTags, tagEntities, type Tagger } from "../../text/tagger.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { TaggerContent } from "../tagger_file.ts";
import { meanOf } from "./average_weights.ts";
import { fitPlatt } from "./calibrate.ts";
import { readDirections } from "./directions.ts";
import { decodeEntityMarks } from "./entity_marks.ts";
import { readMarksFile } from "./marks.ts";
import type { Tagged } from "./tagged.ts";
import { readFacts } from "./tagger_facts.ts";
import { isHeldOut, taggerSets, tagText, trainingTexts, typesOf, unlabelledTweets } from "./tagger_texts.ts";
import { type TaggerWeights, trainTagger } from "./train_tagger.ts";

/** The numbers that the tagger is trained with. */
export const taggerNumbers = {
  bits: 18,
  tags: entityTags.length,
  rate: 0.1,
  decay: 1e-3,
  outsideCost: 2,
  outsideBias: -0.25,
};
const epochs = 6;
const orders = 3;

/** Trains the tagger on WNUT-17, the Broad Twitter Corpus and Tweebank, and on tweets that teachers have marked. */
export function makeTagger(model: string): TaggerContent {
  const { words, phrases } = readFacts(readDirections());
  const tables = { words: createWordTable(words), phrases: createWordTable(phrases) };
  const taught = taughtTexts(tables);
  const whole = trainOn([...labelledTexts(tables, () => true), ...taught]);
  const { weights, scale } = quantise(whole);
  return {
    model,
    tags: entityTags,
    bits: taggerNumbers.bits,
    scale,
    outsideBias: taggerNumbers.outsideBias,
    ...fitScores(makeWithout(tables, taught)),
    transitions: [...whole.transitions].map((value) => value === -Infinity ? null : value),
    table: packTags(weights, entityTags.length),
    words,
    phrases,
  };
}

/** A tagger that has not seen what is held out, and whose teachers have not either. */
export function makeWithout(tables: TagTables, taught: readonly Tagged[]): Tagger {
  return taggerOf(trainOn([...labelledTexts(tables, (post) => !isHeldOut(post)), ...taught]), tables);
}

function labelledTexts(tables: TagTables, wanted: (post: number) => boolean): Tagged[] {
  return taggerSets.flatMap((set) =>
    trainingTexts(set).filter((_, post) => wanted(post)).map((text) => tagText(text, tables))
  );
}

/** Tweets with the names that teachers see in them. @throws {Fatal} where their file is missing, damaged or of other tweets. */
export function taughtTexts(tables: TagTables): Tagged[] {
  const marked = decodeEntityMarks(readMarksFile("entities"), "entities.marks", unlabelledTweets());
  return marked.map((text) => tagText(text, tables));
}

/** Trains on these texts with the numbers that the tagger has; in several orders, of which it is the mean. */
export function trainOn(texts: readonly Tagged[]): TaggerWeights {
  const taggers = Array.from({ length: orders }, (_, order) => {
    return trainTagger(texts, { ...taggerNumbers, epochs, order });
  });
  return {
    ...taggers[0]!,
    weights: meanOf(taggers.map(({ weights }) => weights)),
    transitions: meanOf(taggers.map(({ transitions }) => transitions)),
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
    outsideBias: taggerNumbers.outsideBias,
    slope: 1,
    shift: 0,
    transitions: trained.transitions,
    table: packTags(weights, entityTags.length),
    words,
    phrases,
  };
}

// How often spans of a margin are right in posts that the tagger has not seen.
function fitScores(tagger: Tagger): { slope: number; shift: number } {
  const heldOut = taggerSets.flatMap((set) => trainingTexts(set).filter((_, post) => isHeldOut(post)));
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
