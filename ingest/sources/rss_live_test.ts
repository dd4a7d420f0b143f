import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { parseFeed } from "./feed.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { readRecorded } from "./recorded_harness.ts";
import { createRss } from "./rss_live.ts";

const polls: string[] = needsShared.ignore
  ? []
  : (await readRecorded("news-rss/bbc-home_uk_2021-06-07_2021-06-09.ndjson.gz")).map((line) =>
    JSON.parse(line).body
  );
const feed = polls[0] ?? "<rss><channel/></rss>";
const ids = parseFeed(feed).entries.map(({ id }) => id!);

// Half of the entries at first, all of them later, each time as a whole.
function replyFrom(body: string) {
  const items = body.match(/<item>[^]*?<\/item>/g) ?? [];
  const half = items.slice(items.length / 2).reduce((rest, item) => rest.replace(item, ""), body);
  let asked = 0;
  return ({ headers }: Asked): Reply => {
    const text = asked++ === 0 ? half : body;
    const etag = `"${text.length}"`;
    const known = headers.get("if-none-match") === etag;
    return { status: known ? 304 : 200, headers: { etag, "content-type": "application/xml" }, body: text };
  };
}

function disorder(body: string): string {
  const items = body.match(/<item>[^]*?<\/item>/g) ?? [];
  return body.replace("</channel>", `${items.toReversed().join("")}</channel>`);
}

testContract({
  name: "rss",
  ...needsShared,
  ids,
  createServer: () => replyFrom(feed),
  createDisorder: () => replyFrom(disorder(feed)),
  create: (url) => createRss({ url: `${url}/feed.xml?key=s3cret-key` }),
  errorsInside: [{ body: '{"error":"busy"}', kind: "failed" }, {
    body: "<rss><channel><item>",
    kind: "failed",
  }],
  polls: true,
});

Deno.test("rss asks only for what has changed, also after a restart, and gives each entry once", async () => {
  const bodies = [1, 2].map((count) =>
    `<rss><channel>${
      [1, 2].slice(0, count).map((id) => `<item><link>https://a.test/${id}</link><title>T</title></item>`)
        .join("")
    }</channel></rss>`
  );
  let asked = 0;
  await using fake = startFake(() => ({
    headers: { etag: '"e"', "last-modified": "Mon, 07 Jun 2021 12:23:19 GMT" },
    body: bodies[Math.min(asked++, 1)]!,
  }));
  const url = `${fake.url}/feed`;
  const first = await readUntil(watch(createRss({ url })).source, ({ ids }) => ids.length === 1);
  const second = await readUntil(watch(createRss({ url })).source, ({ ids }) => ids.length > 0, first.cursor);
  assert.deepEqual([first.ids, second.ids], [["https://a.test/1"], ["https://a.test/2"]]);
  const { headers } = fake.asked.at(-1)!;
  assert.equal(headers.get("if-none-match"), '"e"');
  assert.equal(headers.get("if-modified-since"), "Mon, 07 Jun 2021 12:23:19 GMT");
});

Deno.test("rss takes an entry with other words for a later version of it, and waits as long as the feed says", async () => {
  let asked = 0;
  await using fake = startFake(() => ({
    body:
      `<rss><channel><ttl>30</ttl><item><link>https://a.test/1</link><title>T${asked++}</title></item></channel></rss>`,
  }));
  const watched = watch(createRss({ url: fake.url }));
  const { lines } = await readUntil(watched.source, ({ lines }) => lines.length === 2);
  const [one, other] = lines.map((line) => JSON.parse(line));
  assert.deepEqual([one.t, one.revision, other.t, other.title], ["post", 0, "edit", "T1"]);
  assert.ok(other.revision > 1_700_000_000);
  assert.equal(watched.waits[0], 30 * 60_000);
});

Deno.test("rss refuses what is no address, and shows no query in the name of its stream", () => {
  for (const url of [undefined, "", "bbc", "file:///etc/passwd"]) {
    assert.throws(() => createRss(url === undefined ? {} : { url }), { name: "Fatal" });
  }
  assert.doesNotMatch(createRss({ url: "https://a.test/feed?key=s3cret" }).stream, /s3cret/);
});
