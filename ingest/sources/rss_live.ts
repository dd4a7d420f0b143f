import { Fatal, Poison } from "../base/errors.ts";
import { type Feed, parseFeed } from "./feed.ts";
import { isFields } from "./fields.ts";
import type { Adapter, RawItem } from "./live/adapter.ts";
import { readText } from "./live/document.ts";
import { Problem } from "./live/problem.ts";
import { pauseOf } from "./live/rate_headers.ts";
import { Seen } from "./live/seen.ts";
import { streamName } from "./live/stream_name.ts";
import { keyOfEntry, rss } from "./rss.ts";
import type { Json } from "./source.ts";

const minuteMs = 60_000;
const usualMinutes = 10;
const longestMinutes = 60;

/** Which feed. */
export interface RssOptions {
  /** Its address. */
  url?: string;
}

/**
 * One news feed, RSS or Atom, asked as often as it wants to be and only for what has changed. The cursor holds what the
 * feed showed last.
 */
export function createRss({ url: text }: RssOptions): Adapter {
  if (text === undefined || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Fatal(
      `Cannot follow feed "${text ?? ""}": give its address, as in --source rss=https://example.org/feed`,
    );
  }
  const url = new URL(text);
  const stream = streamName("rss", url.href);
  return {
    stream,
    decoder: rss,
    secrets: [],
    async *read(cursor, tools, signal) {
      let { etag, modified } = toCursor(cursor);
      const seen = new Seen(isFields(cursor) ? cursor.seen as Json : undefined);
      let minutes = usualMinutes;
      while (!signal.aborted) {
        const headers = {
          accept: "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
          ...etag === undefined ? {} : { "if-none-match": etag },
          ...modified === undefined ? {} : { "if-modified-since": modified },
        };
        const answer = await readText({ url, guard: { plain: true }, headers }, tools, signal);
        if (answer.status !== 304) {
          const feed = readFeed(answer.text);
          const at = new Date(tools.now()).toISOString();
          const items = feed.entries.flatMap((entry): RawItem[] => {
            const key = keyOfEntry(entry, feed);
            const look = key === undefined ? "new" : seen.look(key, [entry.title, entry.text]);
            if (look === "known") return [];
            const body = { ...feed, entries: [entry] };
            const document = {
              fetched_at: at,
              resource: stream,
              body,
              ...look === "changed" ? { revised: true } : {},
            };
            return [{ raw: JSON.stringify(entry), origin: key ?? stream, document }];
          });
          etag = answer.headers.etag;
          modified = answer.headers["last-modified"];
          minutes = Math.min(Math.max(feed.ttl ?? usualMinutes, 1), longestMinutes);
          const next = {
            ...etag === undefined ? {} : { etag },
            ...modified === undefined ? {} : { modified },
          };
          if (items.length > 0) yield { items, cursor: { ...next, seen: seen.toJSON() } };
        }
        tools.reached("live");
        await tools.wait(Math.max(minutes * minuteMs, pauseOf(answer.headers, tools.now())), signal);
      }
    },
  };
}

function toCursor(cursor: Json | undefined): { etag: string | undefined; modified: string | undefined } {
  const { etag, modified } = isFields(cursor) ? cursor : {};
  return {
    etag: typeof etag === "string" ? etag : undefined,
    modified: typeof modified === "string" ? modified : undefined,
  };
}

function readFeed(text: string): Feed {
  try {
    return parseFeed(text);
  } catch (error) {
    if (!(error instanceof Poison)) throw error;
    throw new Problem("lost", `What stands at the address ${error.message}`);
  }
}
