import { readTagFeatures } from "../../text/tag_features.ts";
import { createTagFeatures, tagFeatures, type TagTables } from "../../text/tag_view.ts";
import { isPlain } from "../../text/tag_survey.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { entityTags } from "../entity_types.ts";
import { alignSpans, type Marked, readConll } from "./conll.ts";
import { maxTaggedUnits, type Tagged } from "./tagged.ts";
import { otherTask, tweetSentiment } from "./tasks.ts";

/** The sets that the tagger learns from. */
export const taggerSets = ["wnut17", "btc", "tweebank-ner"] as const;

/** The training texts of a set, every other one spaced as people write. */
export function trainingTexts(set: typeof taggerSets[number]): Marked[] {
  return readConll(`${set}/train.conll`, (post) => post % 2 === 0);
}

/** True for the posts of each set that no teacher has seen: every sixth hundred. */
export function isHeldOut(post: number): boolean {
  return Math.floor(post / blockPosts) % heldOutEvery === heldOutEvery - 1;
}

const blockPosts = 100;
const heldOutEvery = 6;

/** Tweets without labels, for teachers to mark. */
export function unlabelledTweets(): string[] {
  const named = ["emoji/train.tsv", "offensive/train.tsv", "irony/train.tsv"].map(otherTask);
  const halved = otherTask("sentiment140/train.tsv").texts.filter((_, i) => i % 2 === 0);
  return [...[tweetSentiment("train"), ...named].flatMap(({ texts }) => texts), ...halved];
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

/** A marked text as the trainer takes it. */
export function tagText(text: Marked, tables: TagTables): Tagged {
  const { spanOf } = alignSpans(text);
  const tagged = readTagged(text.text, tables);
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
export function readTagged(text: string, tables: TagTables): Tagged {
  readUnits(text, tokenise(text), units);
  const count = Math.min(maxTaggedUnits, readTagFeatures(text, units, tables, features));
  return {
    count,
    hashes: features.hashes.slice(0, count * tagFeatures),
    allowed: new Int32Array(count).fill(1),
    plain: Uint8Array.from({ length: count }, (_, unit) => Number(isPlain(unit, features))),
  };
}

const units = createUnits();
const features = createTagFeatures();
