import { Fatal } from "../base/errors.ts";
import { isFields, textOf } from "./fields.ts";
import type { Adapter, RawItem } from "./live/adapter.ts";
import { parseJson, readAny } from "./live/document.ts";
import { Problem, problemOfStatus } from "./live/problem.ts";
import { Seen } from "./live/seen.ts";
import { streamName } from "./live/stream_name.ts";
import { articlesOf, newsapi } from "./newsapi.ts";
import type { Json } from "./source.ts";

/** The free plan has 100 calls a day. */
const pollMs = 15 * 60_000;
const quotaMs = 3_600_000;

/** What to ask for, and with which key. */
export interface NewsApiOptions {
  /** A query, or a path with parameters such as `top-headlines?country=us`. */
  what?: string;
  key: string;
  /** Address of the service; absent: NewsAPI's own. */
  url?: string;
}

/** Articles that NewsAPI finds, every 15 minutes. The cursor holds what was seen. */
export function createNewsApi({ what, key, url: base = "https://newsapi.org" }: NewsApiOptions): Adapter {
  if (key === "") {
    throw new Fatal("Cannot follow NewsAPI: set NEWSAPI_KEY to the key of an account (newsapi.org)");
  }
  if (what === undefined) {
    throw new Fatal(
      'Cannot follow NewsAPI: say what, as in --source newsapi=climate or "newsapi=top-headlines?country=us"',
    );
  }
  const path = /^(top-headlines|everything)\?/.test(what)
    ? what
    : `everything?${new URLSearchParams({ q: what, sortBy: "publishedAt" })}`;
  const url = new URL(`/v2/${path}`, base);
  url.searchParams.set("pageSize", "100");
  const guard = { hosts: [url.host], plain: base.startsWith("http:") };
  return {
    stream: streamName("newsapi", what),
    decoder: newsapi,
    secrets: [key],
    async *read(cursor, tools, signal) {
      const seen = new Seen(isFields(cursor) ? cursor.seen as Json : undefined);
      while (!signal.aborted) {
        const answer = await readAny({ url, guard, headers: { "x-api-key": key } }, tools, signal);
        const at = new Date(tools.now()).toISOString();
        const items = readArticles(answer, url, tools.now()).flatMap((article): RawItem[] => {
          const id = isFields(article) ? textOf(article.url) : undefined;
          if (id !== undefined && seen.look(id, "") !== "new") return [];
          const document = { fetched_at: at, resource: path, body: { status: "ok", articles: [article] } };
          return [{ raw: JSON.stringify(article), origin: id ?? "articles", document }];
        });
        tools.reached("live");
        if (items.length > 0) yield { items, cursor: { seen: seen.toJSON() } };
        await tools.wait(pollMs, signal);
      }
    },
  };
}

function readArticles(
  { status, headers, text }: { status: number; headers: { [name: string]: string }; text: string },
  url: URL,
  nowMs: number,
): unknown[] {
  const json = /^\s*\{/.test(text) ? parseJson(text, url) : undefined;
  if (isFields(json) && json.status === "error") {
    throw problemOfCode(String(json.code), status, headers, nowMs);
  }
  if (status < 200 || status > 299) throw problemOfStatus(status, headers, nowMs);
  const articles = articlesOf(json ?? parseJson(text, url));
  if (articles === undefined) {
    throw new Problem("lost", "NewsAPI answers with something that is no list of articles");
  }
  return articles;
}

function problemOfCode(
  code: string,
  status: number,
  headers: { [name: string]: string },
  nowMs: number,
): Problem {
  if (/^(rateLimited|apiKeyExhausted)$/.test(code)) {
    const { waitMs = quotaMs } = problemOfStatus(429, headers, nowMs);
    return new Problem("quota", "NewsAPI's calls for today are used up", waitMs);
  }
  if (code.startsWith("apiKey")) {
    return new Problem(
      "refused",
      `NewsAPI does not accept the credentials (${code.slice(0, 50)}): look at NEWSAPI_KEY`,
    );
  }
  if (status >= 500 || code === "unexpectedError") return new Problem("lost", "NewsAPI fails");
  return new Problem("refused", `NewsAPI does not take the question (${code.slice(0, 50)})`);
}
