import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { testContract } from "./live/contract_harness.ts";
import type { Asked, Reply } from "./live/fake_harness.ts";
import { newsapi } from "./newsapi.ts";
import { createNewsApi } from "./newsapi_live.ts";
import { readRecorded } from "./recorded_harness.ts";

const polls = needsShared.ignore
  ? []
  : (await readRecorded("newsapi/top-headlines-technology-us_2020-05-26_2020-06-02.ndjson.gz"))
    .slice(0, 2).map((line) => JSON.parse(line).body);
const articles: { url: string }[] = polls.flatMap((poll) => poll.articles);
const firstPoll = polls[0]?.articles.length ?? 0;
const key = "s3cret-newsapi-key";

function replyFrom(order: (articles: unknown[]) => unknown[] = (articles) => articles) {
  let asked = 0;
  return ({ url, headers }: Asked): Reply => {
    assert.equal(headers.get("x-api-key"), key);
    assert.ok(!url.href.includes(key));
    const shown = asked++ === 0 ? articles.slice(0, firstPoll) : articles;
    return {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: "ok", totalResults: 70, articles: order(shown) }),
    };
  };
}

const failure = (code: string) =>
  JSON.stringify({ status: "error", code, message: `Your key ${key} is no good` });

testContract({
  name: "newsapi",
  ...needsShared,
  ids: [...new Set(articles.map(({ url }) => url))],
  createServer: () => replyFrom(),
  createDisorder: () => replyFrom((articles) => [...articles, ...articles.toReversed()]),
  create: (url) => createNewsApi({ what: "top-headlines?country=us", key, url }),
  errorsInside: [
    { body: failure("apiKeyInvalid"), kind: "failed" },
    { body: failure("rateLimited"), kind: "waiting for quota" },
    { body: failure("parametersMissing"), kind: "failed" },
    { body: '{"status":"ok"}', kind: "failed" },
  ],
  polls: true,
});

Deno.test("newsapi reads an article without its cut tail, and leaves out what was removed", () => {
  const article = {
    url: "https://a.test/1",
    title: "A &amp; B",
    description: null,
    content: "It began.… [+899 chars]",
    author: null,
    publishedAt: "2020-05-25T23:53:04Z",
    source: { id: null, name: "Paper" },
  };
  const decoded = [
    ...newsapi.decode({ status: "ok", articles: [article, { ...article, title: "[Removed]" }, {}] }),
  ];
  assert.deepEqual(decoded, [
    {
      post: {
        id: "https://a.test/1",
        createdAt: Date.UTC(2020, 4, 25, 23, 53, 4),
        title: "A & B",
        text: "It began.",
        author: undefined,
        community: "Paper",
        url: "https://a.test/1",
      },
      part: 1,
    },
    { skip: "was removed by its publisher", part: 2 },
    { reject: "has no url", raw: {}, part: 3 },
  ]);
});

Deno.test("newsapi wants a key and something to look for", () => {
  assert.throws(() => createNewsApi({ what: "a", key: "" }), { name: "Fatal", message: /NEWSAPI_KEY/ });
  assert.throws(() => createNewsApi({ key }), { name: "Fatal" });
});
