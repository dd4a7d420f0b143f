import { createHash } from "node:crypto";
import { z } from "zod";
import { Poison } from "./base/errors.ts";
import type { Whole } from "./base/read_lines.ts";

/** Longest text of a post in UTF-16 units; Reddit's own limit is 40,000. */
export const maxTextChars = 100_000;
/** How much of a refused input a dead letter keeps, in bytes. */
export const maxDeadBytes = 65_536;
/** The revision of a version after which no other can come. */
export const lastRevision = 2_147_483_647;
const earliestPostMs = Date.UTC(1990, 0, 1);
/** How far ahead of its arrival a post may be dated before it is taken for garbage. */
const maxAheadMs = 366 * 86_400_000;

// NUL ends strings in too many tools to be carried; lone surrogates cannot be written as UTF-8.
const clean = (value: string) => value.toWellFormed().replaceAll("\u0000", "\uFFFD");
const text = (max: number) => z.string().max(max).overwrite(clean);
const words = (max: number) => text(max).min(1);
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const timeMs = z.number().int().min(earliestPostMs, "is before 1990");

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
  lang: z.exactOptional(z.string().regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/, "is not a language tag")),
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

/** What could not become a post, with the reason and (the beginning of) its bytes. */
export interface DeadEnvelope {
  v: 1;
  t: "dead";
  source: string;
  stream: string;
  /** Where it stood, e.g. `tweets.ndjson:17`. */
  origin: string;
  stage: "decode" | "analyse" | "land";
  reason: string;
  /** Arrival time, UTC milliseconds. */
  at: number;
  /** Whole size in bytes; `bytes` keeps at most 65,536 of them. */
  size: number;
  /** SHA-256 of the whole input, hex. */
  digest: string;
  /** Base64. */
  bytes: string;
}

const name = (max: number) => z.string().min(1).max(max);
const coverageShape = {
  /**
   * `log-gap`: the log gave lines up before they were read. The others are of a stream in a span of time: all was received, it
   * comes late, nothing was received, or a sample; `state` says how the stream does from then on, and why.
   */
  kind: z.enum(["log-gap", "connected", "lagging", "gap", "sampled", "state"]),
  detail: z.string().max(1000),
  /** When it was noticed, UTC milliseconds: of two lines about one time, the later one holds. */
  at: timeMs,
  source: z.exactOptional(name(32)),
  stream: z.exactOptional(name(200)),
  /** The span in event time, UTC milliseconds; without an end it goes on until a later line says otherwise. */
  from: z.exactOptional(timeMs),
  to: z.exactOptional(timeMs),
  /** Which share of the stream was received, 0 to 1. */
  seen: z.exactOptional(z.number().min(0).max(1)),
};

/** What was received, and what was not. */
export const Coverage: z.ZodType<Coverage> = z.object(coverageShape).refine(
  ({ kind, stream, from }) => kind === "log-gap" || (stream !== undefined && from !== undefined),
  { message: "must name its stream and where its span begins" },
);
/** See the schema of the same name. */
export type Coverage = z.infer<z.ZodObject<typeof coverageShape>>;

/** Coverage on the log. */
export type CoverageEnvelope = { v: 1; t: "coverage" } & Coverage;

/** What became of a dead letter; it counts once, while the letter is open. */
export interface ReplayEnvelope {
  v: 1;
  t: "replay";
  /** The id of the letter. */
  letter: string;
  /** The log lines that take its place; none where it is given up. */
  lines: string[];
}

const forgetShape = {
  stream: words(200),
  /** What arrived until then goes, UTC milliseconds. */
  until: timeMs,
};

/** That all a stream has brought until some time is to be deleted, and is not to come back from the log. */
export const Forget: z.ZodType<Forget> = z.object(forgetShape);
/** See the schema of the same name. */
export type Forget = z.infer<z.ZodObject<typeof forgetShape>>;

/** Such an order on the log. */
export type ForgetEnvelope = { v: 1; t: "forget" } & Forget;

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

/** The log line of what was received, or was not. */
export function encodeCoverage(about: Coverage): string {
  return JSON.stringify({ v: 1, t: "coverage", ...about } satisfies CoverageEnvelope);
}

/** The log line that settles a dead letter: by others in its place, or by none. */
export function encodeReplay(letter: string, lines: string[]): string {
  return JSON.stringify({ v: 1, t: "replay", letter, lines } satisfies ReplayEnvelope);
}

/** The log line by which a stream's data are deleted. @throws {Poison} for what no stream can be called. */
export function encodeForget(order: Forget): string {
  if (!Forget.safeParse(order).success) {
    throw new Poison(`There is no stream "${order.stream.slice(0, 100)}"`);
  }
  return JSON.stringify({ v: 1, t: "forget", ...order } satisfies ForgetEnvelope);
}

/** The log line of a refused input. `input` may be text or bytes, all of it or the beginning of what `whole` tells. */
export function encodeDead(
  about: Pick<DeadEnvelope, "source" | "stream" | "origin" | "stage" | "reason" | "at">,
  input: string | Uint8Array,
  whole?: Whole,
): string {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  return JSON.stringify(
    {
      v: 1,
      t: "dead",
      source: clean(about.source),
      stream: clean(about.stream),
      origin: clean(about.origin),
      stage: about.stage,
      reason: clean(about.reason).slice(0, 1000),
      at: about.at,
      size: whole?.size ?? bytes.length,
      digest: whole?.digest ?? createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.subarray(0, maxDeadBytes).toBase64(),
    } satisfies DeadEnvelope,
  );
}
