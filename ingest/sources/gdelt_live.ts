import { Fatal } from "../base/errors.ts";
import { isFields, textOf } from "./fields.ts";
import { articlesIn, gdelt } from "./gdelt.ts";
import type { Adapter, RawItem } from "./live/adapter.ts";
import { parseJson, readText } from "./live/document.ts";
import { Problem } from "./live/problem.ts";
import { Seen } from "./live/seen.ts";
import { streamName } from "./live/stream_name.ts";
import type { Json } from "./source.ts";

const minuteMs = 60_000;
const pollMinutes = 15;
/** Articles come late, by up to an hour. */
const overlapMinutes = 60;
const longestMinutes = 7 * 24 * 60;
const maxArticles = 250;

/** What to look for, and where to ask. */
export interface GdeltOptions {
  /** In GDELT's own language: words, "phrases", `(a OR b)`, `sourcelang:eng`. */
  query?: string;
  /** Address of the service; absent: GDELT's own. */
  url?: string;
}

/** Headlines of the world's news media on a query, every 15 minutes. The cursor holds what was seen, and when. */
export function createGdelt({ query, url: base = "https://api.gdeltproject.org" }: GdeltOptions): Adapter {
  if (query === undefined || query.length > 250) {
    throw new Fatal('Cannot follow GDELT: say what to look for, as in --source gdelt="climate change"');
  }
  const guard = { hosts: [new URL(base).host], plain: base.startsWith("http:") };
  return {
    stream: streamName("gdelt", query),
    decoder: gdelt,
    secrets: [],
    async *read(cursor, tools, signal) {
      const seen = new Seen(isFields(cursor) ? cursor.seen as Json : undefined);
      let atMs = isFields(cursor) && typeof cursor.atMs === "number" ? cursor.atMs : undefined;
      while (!signal.aborted) {
        const sinceMinutes = atMs === undefined ? 0 : Math.ceil((tools.now() - atMs) / minuteMs);
        const span = Math.min(sinceMinutes + overlapMinutes, longestMinutes);
        const url = new URL("/api/v2/doc/doc", base);
        url.search = new URLSearchParams({
          query,
          mode: "artlist",
          format: "json",
          timespan: `${span}min`,
          maxrecords: String(maxArticles),
          sort: "datedesc",
        }).toString();
        const { text } = await readText({ url, guard }, tools, signal);
        const articles = readArticles(text, url);
        const now = tools.now();
        const items = articles.flatMap((article): RawItem[] => {
          const key = isFields(article) ? textOf(article.url) : undefined;
          if (key !== undefined && seen.look(key, "") !== "new") return [];
          return [{
            raw: JSON.stringify(article),
            origin: key ?? "artlist",
            document: { articles: [article] },
          }];
        });
        if (articles.length >= maxArticles && items.length === articles.length && atMs !== undefined) {
          tools.gap({
            fromMs: atMs,
            toMs: now,
            reason: `GDELT gives ${maxArticles} articles at a time, and there are more`,
          });
        }
        atMs = now;
        tools.reached("live");
        yield { items, cursor: { atMs, seen: seen.toJSON() } };
        await tools.wait(pollMinutes * minuteMs, signal);
      }
    },
  };
}

// It says what it does not like as plain text, with status 200; and its JSON may hold escapes that JSON does not know.
function readArticles(text: string, url: URL): unknown[] {
  if (/^\s*$/.test(text)) return [];
  if (/limit requests|one every 5 seconds/i.test(text)) {
    throw new Problem("quota", "GDELT asks us to wait", minuteMs);
  }
  if (!/^\s*[{<]/.test(text)) {
    throw new Problem("refused", `GDELT does not take the query: ${text.trim().slice(0, 200)}`);
  }
  const json = parseJson(
    text.replace(
      /\\(u[0-9a-fA-F]{4}|["\\/bfnrt])|\\/g,
      (_, known?: string) => known === undefined ? "" : `\\${known}`,
    ),
    url,
  );
  const articles = articlesIn(json);
  if (articles === undefined && !(isFields(json) && Object.keys(json).length === 0)) {
    throw new Problem("lost", "GDELT answers with something that is no list of articles");
  }
  return articles ?? [];
}
