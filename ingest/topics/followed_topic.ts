import { z } from "zod";
import { isSourceName } from "../sources/source_names.ts";

/** Most topics that can be followed. */
export const maxTopics = 200;

const examples = z.exactOptional(z.array(z.string().trim().min(1).max(2000)).min(1).max(20));

const source = z.string().refine((name): boolean => isSourceName(name), "must be names of sources, like x");
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/, "must be codes like en");

const draftShape = {
  /** Also the name of its file, and of its rule at a source. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "must be small letters, digits and dashes, 50 at most"),
  query: z.string().trim().min(1).max(10_000),
  /** Networks that it is followed at; absent: any. */
  sources: z.exactOptional(z.array(source).min(1)),
  /** Languages of its posts, as codes; absent: any. */
  languages: z.exactOptional(z.array(language).min(1).max(20)),
  /** Posts that the query must find, and that it must not find: checked whenever the topic is saved. */
  mustMatch: examples,
  mustNotMatch: examples,
};

/** A topic as somebody wants to follow it. */
export const TopicDraft: z.ZodType<TopicDraft> = z.strictObject(draftShape);
/** See the schema of the same name. */
export type TopicDraft = z.infer<z.ZodObject<typeof draftShape>>;

const madeShape = {
  /** What it was made of: the topic's origin then. */
  of: z.string(),
  /** The identity of the topic: the hash of its normalised query. */
  key: z.string().regex(/^[0-9a-f]{32}$/),
  /** The rule that X is asked by, or why it cannot be asked. */
  x: z.union([z.strictObject({ rule: z.string() }), z.strictObject({ refusal: z.string() })]),
};

/** What the language of topics makes of one; ingest, which does not know that language, asks sources by it. */
export type MadeOfTopic = z.infer<z.ZodObject<typeof madeShape>>;

/** A followed topic as its file has it. Whoever edits the file leaves `made` behind, or out, until the topic is saved again. */
export const FollowedTopic: z.ZodType<FollowedTopic> = z.strictObject({
  ...draftShape,
  made: z.exactOptional(z.strictObject(madeShape)),
});
/** See the schema of the same name. */
export type FollowedTopic = TopicDraft & { made?: MadeOfTopic };

/** All that `made` depends on, as one text. */
export function originOf({ query, sources, languages }: TopicDraft): string {
  return JSON.stringify([query, sources ?? [], languages ?? []]);
}
