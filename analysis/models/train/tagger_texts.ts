import { readTagFeatures } from "../../text/tag_features.ts";
import { createTagFeatures, tagFeatures, type TagTables } from "../../text/tag_view.ts";
import { isPlain } from "../../text/tag_survey.ts";
import { hashForm } from "../../text/hash.ts";
import type { WordTable } from "../../text/word_table.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds } from "../../text/units.ts";
import { entityTags } from "../entity_types.ts";
import { alignSpans, type Marked, readConll } from "./conll.ts";
import type { Directions } from "./directions.ts";
import { maxTaggedUnits, type Tagged } from "./tagged.ts";

/** The sets that the tagger learns from. */
export const taggerSets = ["wnut17", "btc", "tweebank-ner"] as const;

/** The training texts of a set, every other one spaced as people write. */
export function trainingTexts(set: typeof taggerSets[number]): Marked[] {
  return readConll(`${set}/train.conll`, (post) => post % 2 === 0);
}

/** The tagger's types that a type of any set may stand for; some sets have coarser ones. */
export function typesOf(type: string): readonly string[] {
  return coarse[type] ?? [type];
}

const coarse: Readonly<Record<string, readonly string[]>> = {
  PER: ["person"],
  LOC: ["location"],
  ORG: ["corporation", "group"],
  MISC: ["product", "creative-work", "group"],
};

/** What is known of words when texts are read for training. */
export interface TaggedBy {
  tables: TagTables;
  ranks: Directions["ranks"];
}

/** A marked text as the trainer takes it. */
export function tagText(text: Marked, known: TaggedBy): Tagged {
  const { spanOf } = alignSpans(text);
  const tagged = readTagged(text.text, known);
  tagged.allowed.forEach((_, unit) => {
    const span = spanOf[unit]!;
    if (span < 0 || tagged.plain[unit]) return;
    const goesOn = unit > 0 && spanOf[unit - 1] === span && !tagged.plain[unit - 1];
    tagged.allowed[unit] = typesOf(text.spans[span]!.type).reduce(
      (sum, type) => sum | 1 << entityTags.indexOf(`${goesOn ? "I" : "B"}-${type}`),
      0,
    );
  });
  return tagged;
}

/** A text without names as the trainer takes it. */
export function readTagged(text: string, { tables, ranks }: TaggedBy): Tagged {
  readUnits(text, tokenise(text), units);
  const count = Math.min(maxTaggedUnits, readTagFeatures(text, units, tables, features));
  const numbers = Array.from({ length: count }, (_, unit) => unit);
  return {
    count,
    hashes: features.hashes.slice(0, count * tagFeatures),
    allowed: new Int32Array(count).fill(1),
    plain: Uint8Array.from(numbers, (unit) => Number(isPlain(unit, features))),
    ranks: Int32Array.from(numbers, (unit) => ranks.get(wordOf(text, unit)) ?? -1),
    traits: Int32Array.from(numbers.flatMap((unit) => traitsOf(unit, tables.words))),
    worth: 1,
  };
}

// Vectors know hashtags as words, and marks.
function wordOf(text: string, unit: number): number {
  const { kinds, starts, ends, forms, hashes } = units;
  if (kinds[unit] === unitKinds.hashtag) return hashForm(forms[unit]!.slice(1));
  return kinds[unit] === unitKinds.mark ? hashForm(text.slice(starts[unit], ends[unit])) : hashes[unit]!;
}

// How it is written, what it is, and how often it has a capital.
function traitsOf(unit: number, { capital }: WordTable): number[] {
  const slot = features.slots[unit + 1]!;
  return [units.flags[unit]! & 3, 4 + units.kinds[unit]!, 12 + (slot < 0 ? 0 : capital[slot]!)];
}

const units = createUnits();
const features = createTagFeatures();
