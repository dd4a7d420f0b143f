import { z } from "zod";
import { Poison } from "./base/errors.ts";
import { timeMs, words } from "./fields.ts";
import type { LogRecord } from "./log/log.ts";

const mood = z.union([z.literal(-1), z.literal(0), z.literal(1)]);

const correctionShape = {
  /** The entry's own id: the same entry, read again, counts once. */
  entry: words(64),
  source: words(32),
  /** The `id` of the post. */
  id: words(512),
  /** Negative, neutral or positive; null: as its model has it. */
  mood: mood.nullable(),
  /** Who says so. */
  by: words(100),
  /** When it was said, UTC milliseconds: of the entries on a post the newest holds. */
  at: timeMs,
  /** When the post was written: landing then finds it sooner. */
  createdAt: z.exactOptional(timeMs),
  /** Where it was said without sight of the model's mood, to measure the model on a topic: the topic's key, and what the model said. */
  measured: z.exactOptional(z.object({ topic: words(64), mood, model: words(200) })),
};

/** What a person says the mood of a post is, for all versions of it. Earlier entries are kept; a later one undoes them. */
export const Correction: z.ZodType<Correction> = z.object(correctionShape);
/** See the schema of the same name. */
export type Correction = z.infer<z.ZodObject<typeof correctionShape>>;

const ruleShape = {
  /** The entry's own id: the same entry, read again, counts once. */
  entry: words(64),
  /** The topic's key, and its query as typed. */
  topic: words(64),
  query: words(10_000),
  /** Normalised tokens with single spaces between. */
  phrase: words(400),
  /** What posts of the topic that hold the phrase are; null: the phrase says nothing. */
  mood: mood.nullable(),
  /** Who says so. */
  by: words(100),
  /** When it was said, UTC milliseconds: of the entries on a phrase of a topic the newest holds. */
  at: timeMs,
};

/** What a phrase means for the mood of posts of a topic. Earlier entries are kept; a later one undoes them. */
export const Rule: z.ZodType<Rule> = z.object(ruleShape);
/** See the schema of the same name. */
export type Rule = z.infer<z.ZodObject<typeof ruleShape>>;

/** A rule on the log. */
export type RuleEnvelope = { v: 1; t: "rule" } & Rule;

/** A correction on the log. */
export type CorrectionEnvelope = { v: 1; t: "correction" } & Correction;

/** The log line of a checked correction. */
export function encodeCorrection(correction: Correction): string {
  return JSON.stringify({ v: 1, t: "correction", ...correction } satisfies CorrectionEnvelope);
}

/** The log line of a checked rule. */
export function encodeRule(rule: Rule): string {
  return JSON.stringify({ v: 1, t: "rule", ...rule } satisfies RuleEnvelope);
}

/** The log record of a correction, checked, with its post on one partition. @throws {Poison} saying what is wrong with it. */
export function correctionRecord(correction: Correction): LogRecord {
  const checked = check(Correction.safeParse(correction));
  return { key: checked.id, line: encodeCorrection(checked) };
}

/** The log record of a rule, checked, with its topic on one partition. @throws {Poison} saying what is wrong with it. */
export function ruleRecord(rule: Rule): LogRecord {
  const checked = check(Rule.safeParse(rule));
  return { key: checked.topic, line: encodeRule(checked) };
}

function check<Value>({ data, error }: z.ZodSafeParseResult<Value>): Value {
  if (data !== undefined) return data;
  const { path, message } = error!.issues[0]!;
  throw new Poison(`Cannot correct: ${path.join(".")} ${message}`);
}
