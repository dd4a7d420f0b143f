import { Fatal } from "../../ingest/base/errors.ts";
import { categories, categoryNames } from "../models/categories.ts";
import { emotions, microblogEmotions } from "../models/emotions.ts";
import { moods } from "../models/moods.ts";
import type { LargeTask } from "./tasks.ts";

/** Our label for each label of a model; undefined for one that stands for nothing of ours, such as `MISC`. */
export type LabelMap = ReadonlyMap<string, string | undefined>;

/**
 * Maps the labels of a model's configuration to ours. Labels without names (`LABEL_0`) count by their order where that is
 * a common one. @throws {Fatal} naming the labels that are not known, or a mood that is missing.
 */
export function mapLabels(task: LargeTask, labels: readonly string[]): LabelMap {
  const names = labels.every((label) => unnamed.test(label)) ? commonOrder(task, labels) : labels;
  const known = dictionaries[task];
  const unknown = names.filter((name) => !known.has(plain(task, name)));
  if (unknown.length > 0) {
    const quoted = unknown.map((label) => `"${label}"`).join(", ");
    throw new Fatal(`it has labels that stand for no ${task}: ${quoted}`);
  }
  const map = new Map(labels.map((label, i) => [label, known.get(plain(task, names[i]!))]));
  const missing = task === "sentiment" ? moods.filter((mood) => ![...map.values()].includes(mood)) : [];
  if (missing.length > 0) throw new Fatal(`it has no label for ${missing.join(", ")}`);
  return map;
}

/** True where a label of entities begins one, by the prefixes of BIO and BIOES. */
export function beginsEntity(label: string): boolean {
  return /^[BS]-/.test(label);
}

const unnamed = /^LABEL_\d+$/i;

function plain(task: LargeTask, label: string): string {
  const name = task === "entity" ? label.replace(/^[BIES]-/, "") : label;
  return name.toLowerCase().replace(/[\s-]+/g, "_");
}

// By number of labels, as the data sets that most models were trained on have them.
const orders: Record<LargeTask, readonly (readonly string[])[]> = {
  sentiment: [moods],
  emotion: [microblogEmotions, ["sadness", "joy", "love", "anger", "fear", "surprise"]],
  category: [],
  entity: [["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]],
};

function commonOrder(task: LargeTask, labels: readonly string[]): readonly string[] {
  return orders[task].find(({ length }) => length === labels.length) ?? labels;
}

const dictionaries: Record<LargeTask, ReadonlyMap<string, string | undefined>> = {
  sentiment: dictionary({
    negative: "negative neg very_negative 1_star 2_stars",
    neutral: "neutral neu 3_stars",
    positive: "positive pos very_positive 4_stars 5_stars",
  }),
  // GoEmotions' own grouping by Ekman, but for love and optimism.
  emotion: dictionary({
    ...Object.fromEntries(emotions.map((name) => [name, name])),
    anger: "anger angry annoyance disapproval",
    fear: "fear nervousness",
    joy: "joy happiness happy admiration amusement approval caring desire excitement gratitude pride relief",
    sadness: "sadness sad disappointment embarrassment grief remorse",
    surprise: "surprise confusion curiosity realization",
  }),
  category: dictionary(
    Object.fromEntries(
      categoryNames.map((name) => [name, [name, ...categories[name as keyof typeof categories]].join(" ")]),
    ),
  ),
  entity: new Map([
    ...dictionary({
      person: "per person",
      place: "loc location gpe place fac",
      organisation: "org organization organisation corporation company group",
      product: "product",
      work: "creative_work work_of_art work",
    }),
    // Those of OntoNotes and CoNLL that we have no type for, or find by rule.
    ...("o misc norp event language law date time money percent quantity cardinal ordinal".split(" ")
      .map((name): [string, undefined] => [name, undefined])),
  ]),
};

function dictionary(words: Record<string, string>): Map<string, string | undefined> {
  return new Map(
    Object.entries(words).flatMap(([ours, theirs]) =>
      theirs.split(" ").map((name): [string, string] => [name, ours])
    ),
  );
}
