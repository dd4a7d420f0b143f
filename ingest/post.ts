import { z } from "zod";
import type { CoverageEnvelope } from "./coverage.ts";
import type { DeadEnvelope, ReplayEnvelope } from "./dead_letter.ts";
import { clean, languageTag, text, timeMs, words } from "./fields.ts";
import type { ForgetEnvelope } from "./forget.ts";

/** Longest text of a post in UTF-16 units; Reddit's own limit is 40,000. */
export const maxTextChars = 100_000;
/** The revision of a version after which no other can come. */
export const lastRevision = 2_147_483_647;
/** How far ahead of its arrival a post may be dated before it is taken for garbage. */
const maxAheadMs = 366 * 86_400_000;

const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

const source = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "is not a source name");
const counters = {
  likes: z.exactOptional(count),
  replies: z.exactOptional(count),
  reposts: z.exactOptional(count),
  score: z.exactOptional(z.number().int()),
};

const postShape = {
  /** The network the post was written on, also when it is replayed. */
  source,
  /** The id the source gave it, unique within the source. */
  id: words(512),
  /** 0 for the first version; of two versions of an id the one with the greater revision holds. */
  revision: z.number().int().nonnegative().max(lastRevision),
  /** The stream that brought it, e.g. `replay:tweets.ndjson`. */
  stream: words(200),
  /** Event time, UTC milliseconds. */
  createdAt: timeMs,
  /** Arrival time, UTC milliseconds. */
  receivedAt: timeMs,
  author: z.exactOptional(words(500)),
  authorId: z.exactOptional(words(500)),
  community: z.exactOptional(words(500)),
  title: z.exactOptional(words(2000)),
  text: text(maxTextChars),
  /** BCP-47, as the source says it. */
  lang: z.exactOptional(languageTag),
  url: z.exactOptional(
    z.string().max(4000).regex(/^https?:\/\//i, "is not an http(s) address").overwrite(clean),
  ),
  replyTo: z.exactOptional(words(512)),
  repostOf: z.exactOptional(words(512)),
  quoteOf: z.exactOptional(words(512)),
  threadId: z.exactOptional(words(512)),
  rules: z.exactOptional(z.array(words(500)).max(100)),
  place: z.exactOptional(words(500)),
  automated: z.exactOptional(z.boolean()),
  sensitive: z.exactOptional(z.boolean()),
  /** Followers or subscribers that the source states, a count. */
  reach: z.exactOptional(count),
  engagement: z.exactOptional(z.object(counters)),
};

/** One public post. Absent means absent: never 0, never "". Times are UTC milliseconds. */
export const Post: z.ZodType<Post> = z.object(postShape).refine(
  (post) => post.createdAt <= post.receivedAt + maxAheadMs,
  { path: ["createdAt"], message: "is more than a year ahead of its arrival" },
).refine((post) => post.text.trim() !== "" || post.title !== undefined || post.url !== undefined, {
  path: ["text"],
  message: "is empty, and there is no title or url",
});
/** See the schema of the same name. */
export type Post = z.infer<z.ZodObject<typeof postShape>>;

/**
 * Where the time of an id comes from: encoded in the id, stated by the source and never changed, or changeable
 * (the same id may come back with another date). Landing chooses its way of de-duplicating by it.
 */
export type TimeKind = "fromId" | "stable" | "unstable";

/** A post on the log; an `edit` is one whose revision is not 0. */
export type PostEnvelope = { v: 1; t: "post" | "edit"; time: TimeKind } & Post;

const noticeShape = {
  source,
  stream: words(200),
  /** Arrival time, UTC milliseconds. */
  receivedAt: timeMs,
  /** When the post it is about was written, where the notice or the id says so: landing then finds it sooner. */
  createdAt: z.exactOptional(timeMs),
};

const deletionShape = {
  ...noticeShape,
  /** A single post, or all posts of an author: earlier and later ones. */
  scope: z.enum(["post", "author"]),
  /** The `id` of the post, or the `authorId`. */
  key: words(512),
  /** When it was deleted, UTC milliseconds. */
  at: timeMs,
};

/** That a post is gone, or all of an author's. Its text leaves the database; that it was there still counts. */
export const Deletion: z.ZodType<Deletion> = z.object(deletionShape);
/** See the schema of the same name. */
export type Deletion = z.infer<z.ZodObject<typeof deletionShape>>;

const engagementShape = {
  ...noticeShape,
  /** The `id` of the post. */
  id: words(512),
  /** When the counters were read, UTC milliseconds: the newest of them hold. */
  at: timeMs,
  ...counters,
};

/** The counters of a post as they were at some time. */
export const Engagement: z.ZodType<Engagement> = z.object(engagementShape).refine(
  ({ likes, replies, reposts, score }) => (likes ?? replies ?? reposts ?? score) !== undefined,
  { message: "states no counter" },
);
/** See the schema of the same name. */
export type Engagement = z.infer<z.ZodObject<typeof engagementShape>>;

/** A deletion on the log. */
export type DeleteEnvelope = { v: 1; t: "delete" } & Deletion;

/** Counters on the log. */
export type EngagementEnvelope = { v: 1; t: "engagement" } & Engagement;

/** What a log line holds. */
export type Envelope =
  | PostEnvelope
  | DeleteEnvelope
  | EngagementEnvelope
  | CoverageEnvelope
  | DeadEnvelope
  | ReplayEnvelope
  | ForgetEnvelope;

/** The log line of a checked post; `v` and `t` come first, so that a reader can tell kinds apart by prefix. */
export function encodePost(post: Post, time: TimeKind): string {
  return JSON.stringify(
    { v: 1, t: post.revision === 0 ? "post" : "edit", time, ...post } satisfies PostEnvelope,
  );
}

/** The log line of a checked deletion. */
export function encodeDeletion(deletion: Deletion): string {
  return JSON.stringify({ v: 1, t: "delete", ...deletion } satisfies DeleteEnvelope);
}

/** The log line of checked counters. */
export function encodeEngagement(engagement: Engagement): string {
  return JSON.stringify({ v: 1, t: "engagement", ...engagement } satisfies EngagementEnvelope);
}
