import type { MoodsOf } from "../../analysis/topics/phrase_rules.ts";

/** Who made the moods of posts: models by name and version, and how many moods people said, post by post or by a phrase rule. */
export interface MoodMakers {
  models: string[];
  byHand: number;
  byRule: number;
}

/** The same as `countMakers` has it. */
export interface MakerCounts {
  models: string | null;
  by_hand: number;
  by_rule: number;
}

/** What tells in a query who made the mood of a post: 1 is a person, 2 a rule, null a model or nobody. */
export function makerSql(shown: MoodsOf): string {
  return shown === "modelled"
    ? "null::tinyint"
    : "case when corrected_at is not null then 1 when mood_rule is not null then 2 end::tinyint";
}

/** Counts in a query how many moods people made, where `maker` is as `makerSql` has it. */
export function countCorrected(maker: string): string {
  return `count(*) filter (where ${maker} = 1) as by_hand, count(*) filter (where ${maker} = 2) as by_rule`;
}

/** Names in a query the models that made moods, where `maker` is as `makerSql` has it; for `readModelNames`. */
export function namesOfModels(maker: string): string {
  return `string_agg(distinct sentiment_model, chr(31)) filter (where ${maker} is null) as models`;
}

/** The names in what `namesOfModels` gives, sorted. */
export function readModelNames(names: string | null): string[] {
  return names === null ? [] : names.split("\u001f").sort();
}

/** Reads what a query has counted. */
export function readMakers({ models, by_hand, by_rule }: MakerCounts): MoodMakers {
  return { models: readModelNames(models), byHand: by_hand, byRule: by_rule };
}
