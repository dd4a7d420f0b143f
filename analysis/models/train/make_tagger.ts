import { createTagFeatures, readTagFeatures, tagFeatures, type TagTables } from "../../text/tag_features.ts";
import { packTags, tagEntities, type Tagger } from "../../text/tagger.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds, type Units } from "../../text/units.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { HashedFacts, TaggerContent } from "../tagger_file.ts";
import { fitPlatt } from "./calibrate.ts";
import { alignSpans, type Marked, readConll } from "./conll.ts";
import { readNameLists } from "./name_lists.ts";
import { learnParts } from "./parts.ts";
import { unlabelledTexts } from "./recipes.ts";
import { type Tagged, type TaggerWeights, trainTagger } from "./train_tagger.ts";
import { learnWordFacts } from "./word_facts.ts";

const bits = 16;
const epochs = 8;
const outsideCost = 1;
const outsideBias = 9;
const maxStep = 127;
const heldOutEvery = 10;

// The coarser types of other sets, as the tags that each may stand for.
const typesOf: Readonly<Record<string, readonly string[]>> = {
  PER: ["person"],
  LOC: ["location"],
  ORG: ["corporation", "group"],
  MISC: ["product", "creative-work", "group"],
};

/** Trains the tagger on WNUT-17, the Broad Twitter Corpus and Tweebank. */
export function makeTagger(model: string): TaggerContent {
  const marked = trainingTexts();
  const { words, phrases } = readFacts(marked);
  const tables = { words: createWordTable(words), phrases: createWordTable(phrases) };
  const texts = marked.map((text) => tag(text, tables));
  const part = trainOn(texts.filter((_, i) => i % heldOutEvery !== 0));
  const whole = trainOn(texts);
  const { weights, scale } = quantise(whole);
  const fit = fitScores(model, part, marked.filter((_, i) => i % heldOutEvery === 0), tables);
  return {
    model,
    tags: entityTags,
    bits,
    scale,
    outsideBias,
    ...fit,
    transitions: [...whole.transitions].map((value) => value === -Infinity ? null : value),
    weights,
    words,
    phrases,
  };
}

function trainingTexts(): Marked[] {
  const natural = (post: number) => post % 2 === 0;
  return ["wnut17", "btc", "tweebank-ner"].flatMap((set) => readConll(`${set}/train.conll`, natural));
}

function trainOn(texts: readonly Tagged[]): TaggerWeights {
  return trainTagger(texts, { bits, tags: entityTags.length, epochs, outsideCost });
}

function readFacts(marked: readonly Marked[]): { words: HashedFacts[]; phrases: HashedFacts[] } {
  const facts = learnWordFacts([...unlabelledTexts(), ...marked.map(({ text }) => text)]);
  const lists = readNameLists();
  const nothing = { fine: 0, coarse: 0, capital: 0 };
  const parts = learnParts();
  const hashes = new Set([...facts.keys(), ...lists.words.keys()]);
  return {
    words: [...hashes].map((hash) => ({
      hash,
      ...(facts.get(hash) ?? nothing),
      lists: lists.words.get(hash) ?? 0,
      part: parts.get(hash) ?? 0,
    })),
    phrases: [...lists.phrases].map(([hash, bits]) => ({ hash, ...nothing, lists: bits, part: 0 })),
  };
}

function tag(text: Marked, tables: TagTables): Tagged {
  const { spanOf } = alignSpans(text);
  readUnits(text.text, tokenise(text.text), units);
  const count = readTagFeatures(text.text, units, tables, features);
  const allowed = Int32Array.from({ length: count }, (_, unit) => {
    const span = spanOf[unit]!;
    if (span < 0 || isNever(units, unit)) return 1;
    const { type } = text.spans[span]!;
    const prefix = unit > 0 && spanOf[unit - 1] === span ? "I-" : "B-";
    return (typesOf[type] ?? [type]).reduce((sum, one) => sum | 1 << entityTags.indexOf(prefix + one), 0);
  });
  return { count, hashes: features.hashes.slice(0, count * tagFeatures), allowed };
}

const units = createUnits();
const features = createTagFeatures();

function isNever({ kinds }: Units, unit: number): boolean {
  const kind = kinds[unit];
  return kind === unitKinds.mention || kind === unitKinds.link || kind === unitKinds.emoji;
}

function quantise({ weights }: TaggerWeights): { weights: Int8Array; scale: number } {
  const sizes = weights.map(Math.abs).filter((size) => size > 0).sort();
  const scale = sizes[Math.floor(sizes.length * 0.9999)]! / maxStep;
  return {
    weights: Int8Array.from(
      weights,
      (weight) => Math.max(-maxStep, Math.min(maxStep, Math.round(weight / scale))),
    ),
    scale,
  };
}

// How often spans of a margin are right in posts that the tagger has not seen.
function fitScores(model: string, part: TaggerWeights, heldOut: readonly Marked[], tables: TagTables) {
  const { weights, scale } = quantise(part);
  const tagger: Tagger = {
    model,
    tags: entityTags,
    bits,
    scale,
    outsideBias,
    slope: 1,
    shift: 0,
    transitions: part.transitions,
    table: packTags(weights, entityTags.length),
    ...tables,
  };
  const margins: number[] = [];
  const right: boolean[] = [];
  for (const { text, spans } of heldOut) {
    readUnits(text, tokenise(text), units);
    for (const { first, last, type, score } of tagEntities(tagger, text, units)) {
      const [start, end] = [units.starts[first]!, units.ends[last]!];
      margins.push(Math.log(score / (1 - score)));
      right.push(
        spans.some((span) =>
          span.start === start && span.end === end && (typesOf[span.type] ?? [span.type]).includes(type)
        ),
      );
    }
  }
  const bounded = margins.map((margin) => Math.max(-maxMargin, Math.min(maxMargin, margin)));
  const { slope, shift } = fitPlatt(bounded.map((margin) => margin / maxMargin), right);
  return { slope: slope / maxMargin, shift };
}

const maxMargin = 30;
