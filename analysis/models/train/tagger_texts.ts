import { readTagFeatures } from "../../text/tag_features.ts";
import { createTagFeatures, tagFeatures, type TagTables } from "../../text/tag_view.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds, type Units } from "../../text/units.ts";
import { entityTags } from "../entity_types.ts";
import { alignSpans, type Marked, readConll } from "./conll.ts";
import type { Tagged } from "./train_tagger.ts";

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

/** A marked text as the trainer takes it. */
export function tagText(text: Marked, tables: TagTables): Tagged {
  const { spanOf } = alignSpans(text);
  readUnits(text.text, tokenise(text.text), units);
  const count = readTagFeatures(text.text, units, tables, features);
  const allowed = Int32Array.from({ length: count }, (_, unit) => {
    const span = spanOf[unit]!;
    if (span < 0 || isNever(units, unit)) return 1;
    const prefix = unit > 0 && spanOf[unit - 1] === span ? "I-" : "B-";
    return typesOf(text.spans[span]!.type).reduce(
      (sum, type) => sum | 1 << entityTags.indexOf(prefix + type),
      0,
    );
  });
  return { count, hashes: features.hashes.slice(0, count * tagFeatures), allowed };
}

const units = createUnits();
const features = createTagFeatures();

function isNever({ kinds }: Units, unit: number): boolean {
  const kind = kinds[unit];
  return kind === unitKinds.mention || kind === unitKinds.link || kind === unitKinds.emoji;
}
