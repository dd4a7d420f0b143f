import { Poison } from "../base/errors.ts";
import { lastRevision } from "../post.ts";
import { type Fields, fieldsOf, isFields, listOf, statedOf, textOf } from "./fields.ts";
import { unescapeBasic } from "./markup.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";

/** Reddit's listings, single things (`t1` comments, `t3` submissions), and polls that were recorded with a wrapper. */
export const reddit: Decoder = {
  format: "reddit",
  source: "reddit",
  time: "stable",
  recognises(document) {
    return isFields(document) && (isThing(unwrap(document)) || isRedditPoll(document));
  },
  *decode(document) {
    if (!isFields(document)) throw new Poison("is not a Reddit document");
    const { status } = document;
    if (isPoll(document) && typeof status === "number" && (status < 200 || status > 299)) {
      yield { reject: `is a poll that failed with HTTP status ${status}`, raw: document };
      return;
    }
    const body = unwrap(document);
    if (!isThing(body)) throw new Poison("is not a Reddit document: kind or data is missing");
    const escaped = !/[?&]raw_json=1\b/.test(textOf(document.uri) ?? "");
    if (isListing(body)) yield* decodeListing(body, escaped);
    else yield decodeThing(body, escaped);
  },
};

// `body` holds the response as it came; a single thing has none at this level.
function isPoll(document: Fields): boolean {
  return "body" in document && !("kind" in document);
}

function isRedditPoll(document: Fields): boolean {
  return isPoll(document) && /^https:\/\/[a-z]+\.reddit\.com\//.test(textOf(document.uri) ?? "");
}

function unwrap(document: Fields): unknown {
  return isPoll(document) ? document.body : document;
}

function isThing(value: unknown): value is Fields {
  return isFields(value) && isFields(value.data) &&
    (isListing(value) || (typeof value.kind === "string" && /^(t\d|more)$/.test(value.kind)));
}

function isListing(value: Fields): boolean {
  return Array.isArray(fieldsOf(value.data).children) &&
    (value.kind === "Listing" || value.kind === undefined);
}

// Answers to a comment hang below it as a listing: they are visited with a stack of our own, as deep as they go.
function* decodeListing(listing: Fields, escaped: boolean): Iterable<Decoded> {
  const waiting = [...listOf(fieldsOf(listing.data).children)].reverse();
  for (let part = 1; waiting.length > 0; part++) {
    const thing = waiting.pop();
    yield { ...decodeThing(thing, escaped), part };
    const replies = fieldsOf(fieldsOf(fieldsOf(thing).data).replies);
    waiting.push(...listOf(fieldsOf(replies.data).children).toReversed());
  }
}

function decodeThing(thing: unknown, escaped: boolean): Decoded {
  const { kind } = fieldsOf(thing);
  const data = fieldsOf(fieldsOf(thing).data);
  if (kind !== "t1" && kind !== "t3") {
    return {
      reject: `is of kind "${String(kind)}", not a submission (t3) or comment (t1)`,
      raw: thing ?? null,
    };
  }
  const stated = textOf(data.name) ?? textOf(data.id);
  const number = numberOf(kind, stated);
  if (number === undefined) {
    const reject = stated === undefined ? "has no id" : `has id "${stated}", which is not Reddit's`;
    return { reject, raw: alone(thing) };
  }
  if (kind === "t1" && isGone(data.body)) {
    return { deletion: { scope: "post", key: `t1_${number}`, createdAt: timeOf(data) } };
  }
  return { post: postOf(kind, number, data, escaped ? unescapeBasic : (text) => text) };
}

// The number of a thing in base 36: ids state it with the prefix of its kind (`name`) or without (`id`).
function numberOf(kind: "t1" | "t3", id: string | undefined): string | undefined {
  const number = id?.startsWith(`${kind}_`) ? id.slice(kind.length + 1) : id ?? "";
  return /^[0-9a-z]{1,13}$/.test(number) ? number : undefined;
}

// Without its answers, which are visited one by one: else each level would be written out with all below it.
function alone(thing: unknown): unknown {
  return isFields(thing) && isFields(thing.data)
    ? { ...thing, data: { ...thing.data, replies: undefined } }
    : thing ?? null;
}

function postOf(
  kind: "t1" | "t3",
  number: string,
  data: Fields,
  plain: (text: string) => string,
): Candidate {
  const comment = kind === "t1";
  const hidden = data.score_hidden === true || data.hide_score === true;
  return {
    id: `${kind}_${number}`,
    revision: revisionOf(data),
    createdAt: timeOf(data),
    title: comment ? undefined : plain(textOf(data.title) ?? ""),
    text: comment
      ? plain(textOf(data.body) ?? "")
      : isGone(data.selftext)
      ? ""
      : plain(textOf(data.selftext) ?? ""),
    author: data.author === "[deleted]" ? undefined : data.author,
    authorId: data.author_fullname,
    community: data.subreddit,
    url: addressOf(number, data),
    replyTo: comment ? data.parent_id : undefined,
    threadId: comment ? data.link_id : undefined,
    sensitive: data.over_18,
    reach: data.subreddit_subscribers,
    // In comments num_comments is that of the submission.
    engagement: statedOf({
      score: hidden ? undefined : data.score,
      replies: comment ? undefined : data.num_comments,
    }),
  };
}

function timeOf(data: Fields): number | undefined {
  return typeof data.created_utc === "number" ? Math.round(data.created_utc * 1000) : undefined;
}

// `edited` is the time of the last edit in seconds, or only true in old data. A removed text never comes back.
function revisionOf({ edited, selftext }: Fields): number {
  if (isGone(selftext)) return lastRevision;
  return typeof edited === "number" ? Math.floor(edited) : edited === true ? 1 : 0;
}

function isGone(text: unknown): boolean {
  return text === "[removed]" || text === "[deleted]";
}

// Comments have a permalink since 2017 only.
function addressOf(number: string, data: Fields): string | undefined {
  const link = textOf(data.permalink);
  if (link !== undefined) return link.startsWith("/") ? `https://www.reddit.com${link}` : link;
  const thread = numberOf("t3", textOf(data.link_id));
  return thread && `https://www.reddit.com/comments/${thread}/_/${number}`;
}
