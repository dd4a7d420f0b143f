import { Poison } from "../base/errors.ts";
import { type Feed, type FeedEntry, parseFeed } from "./feed.ts";
import { type Fields, isFields, languageTagOf, textOf } from "./fields.ts";
import { htmlToText } from "./markup.ts";
import { parseTime } from "./parse_time.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";

/** An entry dated so far ahead of the poll is taken for one of the moment of the poll. */
const maxAheadMs = 86_400_000;

/**
 * Polls of news feeds, RSS and Atom: `{fetched_at, resource, body}`, the body as it came or already read. Entries change
 * their dates, so their time is not stable.
 */
export const rss: Decoder = {
  format: "rss",
  source: "rss",
  time: "unstable",
  recognises: (document) => isFields(document) && isFeedBody(document.body),
  *decode(document) {
    if (!isFields(document) || !isFeedBody(document.body)) throw new Poison("is no poll of a feed");
    const feed = typeof document.body === "string" ? parseFeed(document.body) : document.body;
    for (const [at, entry] of feed.entries.entries()) {
      yield { ...decodeEntry(entry, feed, document), part: at + 1 };
    }
  },
};

/** What tells an entry from others, also of other feeds; undefined where it has neither id nor link. */
export function keyOfEntry(entry: FeedEntry, feed: Feed): string | undefined {
  const key = entry.id ?? entry.link;
  if (key === undefined || /^(https?:|tag:|urn:)/i.test(key)) return key?.slice(0, 512);
  // A bare number is unique within its feed only.
  const site = URL.canParse(feed.link ?? "") ? new URL(feed.link!).host : feed.title ?? "";
  return `${site}:${key}`.slice(0, 512);
}

function isFeedBody(body: unknown): body is string | Feed {
  return typeof body === "string"
    ? /<(rss|rdf:RDF|([\w-]+:)?feed)[\s>]/.test(body.slice(0, 2000))
    : isFields(body) && Array.isArray(body.entries);
}

function decodeEntry(entry: FeedEntry, feed: Feed, poll: Fields): Decoded {
  const id = keyOfEntry(entry, feed);
  if (id === undefined) return { reject: "has neither guid nor link", raw: entry };
  const polledAt = timeOf(textOf(poll.fetched_at));
  const statedAt = timeOf(entry.date);
  const ahead = statedAt !== undefined && polledAt !== undefined && statedAt > polledAt + maxAheadMs;
  const createdAt = ahead ? polledAt : statedAt ?? polledAt;
  const url = entry.link ?? (/^https?:/i.test(id) ? id : undefined);
  const post: Candidate = {
    id,
    createdAt,
    title: htmlToText(entry.title ?? "").slice(0, 2000),
    text: htmlToText(entry.text ?? ""),
    author: entry.author && htmlToText(entry.author).slice(0, 500),
    community: feed.title && htmlToText(feed.title).slice(0, 500),
    url: url !== undefined && /^https?:\/\//i.test(url) ? url : undefined,
    lang: languageTagOf(feed.lang),
  };
  return {
    post: poll.revised === true && polledAt !== undefined
      ? { ...post, revision: Math.floor(polledAt / 1000) }
      : post,
  };
}

// Zones that Date.parse does not know are taken for UTC: an hour or two beside is better than no time.
function timeOf(date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  const ms = [date, date.replace(/\s[A-Z]{3,5}$/, " GMT")].map(parseTime).find((one) => !Number.isNaN(one));
  return ms;
}
