import { hashForm } from "../../text/hash.ts";
import { surveyUnits } from "../../text/tag_survey.ts";
import { createTagFeatures, type TagTables } from "../../text/tag_view.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds } from "../../text/units.ts";
import type { WordTable } from "../../text/word_table.ts";
import type { Directions } from "./directions.ts";
import type { Tagged } from "./tagged.ts";

/** A text as a teacher sees it. */
export interface Sensed extends Tagged {
  /** Of each unit the rank of its word among the vectors; -1 where it has none. */
  ranks: Int32Array;
  /** Of each unit so many inputs of a network, by their numbers, that have the value 1. */
  traits: Int32Array;
  /** Of each unit what a transformer makes of it in its text, of length one; undefined where it is plain. */
  contexts: readonly (Float32Array | undefined)[];
}

/** The number of traits of a unit, and of different ones. */
export const traits = { ofUnit: 3, all: 22 };

/** A text with what a teacher sees of it besides. */
export function senseText(
  text: string,
  tagged: Tagged,
  contexts: Sensed["contexts"],
  { tables, ranks }: { tables: TagTables; ranks: Directions["ranks"] },
): Sensed {
  readUnits(text, tokenise(text), units);
  surveyUnits(text, units, tables, features);
  const numbers = Array.from({ length: tagged.count }, (_, unit) => unit);
  return {
    ...tagged,
    ranks: Int32Array.from(numbers, (unit) => ranks.get(wordOf(text, unit)) ?? -1),
    traits: Int32Array.from(numbers.flatMap((unit) => traitsOf(unit, tables.words))),
    contexts,
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
