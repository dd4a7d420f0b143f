import type { Bind, Reads } from "./reads.ts";
import { rowObjects } from "./row_objects.ts";

/** A mood: negative, neutral or positive. */
export type Mood = -1 | 0 | 1;

/** Moods by their names. */
export const moodsByName = { negative: -1, neutral: 0, positive: 1 } as const;

/** What names a post. */
export interface PostName {
  source: string;
  id: string;
}

/** A post whose mood can be corrected, with what its model said; times are UTC milliseconds. */
export interface JudgedPost extends PostName {
  createdAt: number;
  mood: Mood | null;
  /** Null where no model knows its language. */
  modelMood: Mood | null;
  modelPolarity: number | null;
  model: string | null;
  correctedAt: number | null;
}

/** An entry on a post; time in UTC milliseconds. */
export interface CorrectionEntry {
  entry: string;
  /** Null: as its model has it. */
  mood: Mood | null;
  by: string;
  at: number;
}

const limits = { deadlineMs: 10_000, maxRows: 1000 };

/** One post, unless it was deleted; undefined where there is none. */
export async function readJudgedPost(
  reads: Pick<Reads, "snapshot">,
  post: PostName,
): Promise<JudgedPost | undefined> {
  const rows = await select<Omit<JudgedPost, "source" | "id">>(
    reads,
    `select created_at as "createdAt", mood, model_mood as "modelMood", model_polarity as "modelPolarity",
      sentiment_model as model, corrected_at as "correctedAt"
     from posts where source = $1 and id = $2 and deleted_at is null`,
    namesOf(post),
  );
  return rows[0] && { ...post, ...rows[0] };
}

/** What was said of the mood of a post, the newest first: that one holds. */
export async function listCorrections(
  reads: Pick<Reads, "snapshot">,
  post: PostName,
): Promise<CorrectionEntry[]> {
  return await select(
    reads,
    `select entry, mood, corrected_by as "by", corrected_at as "at" from base.corrections
     where source = $1 and id = $2 order by corrected_at desc, entry desc`,
    namesOf(post),
  );
}

/** What was said of a phrase in a topic; time in UTC milliseconds. */
export interface RuleEntry extends Omit<CorrectionEntry, "entry"> {
  phrase: string;
}

/** What was said of phrases in the topic of a key, the oldest first: the newest on a phrase holds. */
export async function listRuleEntries(reads: Pick<Reads, "snapshot">, topic: string): Promise<RuleEntry[]> {
  return await select(
    reads,
    `select phrase, mood, ruled_by as "by", ruled_at as "at" from base.phrase_rules
     where topic = $1 order by ruled_at, entry`,
    [{ type: "text", value: topic }],
  );
}

/** How often a mood that a model gave was right in a topic, as people judged without sight of it; time in UTC milliseconds. */
export interface MeasuredMood {
  model: string;
  modelMood: Mood;
  judged: number;
  agreed: number;
  judgedAt: number;
}

/** What was measured of models in the topic of a key. */
export async function readMeasuredMoods(
  reads: Pick<Reads, "snapshot">,
  topic: string,
): Promise<MeasuredMood[]> {
  return await select(
    reads,
    `select model, model_mood as "modelMood", count(*) as judged, count(*) filter (where mood = model_mood) as agreed,
      max(judged_at) as "judgedAt"
     from judgements where topic = $1 group by all order by model, model_mood`,
    [{ type: "text", value: topic }],
  );
}

/** How many of these entries have landed. */
export async function countLandedEntries(reads: Pick<Reads, "snapshot">, entries: string[]): Promise<number> {
  const [row] = await select<{ landed: number }>(
    reads,
    `select count(*) as landed from (select entry from corrections union all select entry from phrase_rules)
     where entry = any($1)`,
    [{ type: "texts", value: entries }],
  );
  return Number(row!.landed);
}

function namesOf({ source, id }: PostName): Bind[] {
  return [{ type: "text", value: source }, { type: "text", value: id }];
}

async function select<Row>(reads: Pick<Reads, "snapshot">, sql: string, binds: Bind[]): Promise<Row[]> {
  await using snapshot = await reads.snapshot();
  return rowObjects(await snapshot.query(sql, binds, limits));
}
