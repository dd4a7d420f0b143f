import assert from "node:assert/strict";
import { createGdelt } from "./gdelt_live.ts";
import { gdelt } from "./gdelt.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";

// Nothing of GDELT is recorded: these are its fields, as its documentation gives them.
const article = (number: number) => ({
  url: `https://paper.test/${number}`,
  url_mobile: "",
  title: `Headline ${number} : more`,
  seendate: "20260704T143000Z",
  socialimage: "",
  domain: "paper.test",
  language: "English",
  sourcecountry: "United States",
});
const articles = Array.from({ length: 40 }, (_, number) => article(number));

function replyFrom(list: unknown[]) {
  let asked = 0;
  return ({ url }: Asked): Reply => {
    assert.equal(url.searchParams.get("query"), "climate change");
    const body = JSON.stringify({ articles: asked++ === 0 ? list.slice(0, 20) : list }, null, " ");
    return {
      headers: { "content-type": "application/json" },
      body: body.replaceAll("Headline", "Head\\line"),
    };
  };
}

testContract({
  name: "gdelt",
  ignore: false,
  ids: articles.map(({ url }) => url),
  createServer: () => replyFrom(articles),
  createDisorder: () => replyFrom([...articles.toReversed(), ...articles]),
  create: (url) => createGdelt({ query: "climate change", url }),
  errorsInside: [
    { body: "Your query was too short or too long.", kind: "failed" },
    { body: "Please limit requests to one every 5 seconds or contact us.", kind: "waiting for quota" },
    { body: '{"articles": [{"url": ', kind: "failed" },
    { body: '{"error":"busy"}', kind: "failed" },
  ],
  polls: true,
});

Deno.test("gdelt reads a headline with its time, domain and language", () => {
  assert.deepEqual([...gdelt.decode({ articles: [article(1), {}] })], [
    {
      post: {
        id: "https://paper.test/1",
        createdAt: Date.UTC(2026, 6, 4, 14, 30),
        title: "Headline 1: more",
        text: "",
        community: "paper.test",
        url: "https://paper.test/1",
        lang: "en",
      },
      part: 1,
    },
    { reject: "has no url", raw: {}, part: 2 },
  ]);
});

Deno.test("gdelt asks for the time since it last asked, and an empty answer is one", async () => {
  const now = Date.now();
  await using fake = startFake(() => ({ body: "{}" }));
  const watched = watch(createGdelt({ query: "a", url: fake.url }), undefined, () => now);
  await readUntil(watched.source, () => watched.waits.length > 0, { atMs: now - 3 * 3_600_000, seen: {} });
  assert.equal(fake.asked[0]!.url.searchParams.get("timespan"), "240min");
  assert.equal(watched.states.at(-2)!.state, "live");
});

Deno.test("gdelt wants a query", () => {
  assert.throws(() => createGdelt({}), { name: "Fatal" });
});
