import assert from "node:assert/strict";
import { rss } from "./rss.ts";
import type { Decoded } from "./source.ts";

const fetched_at = "2021-06-07T12:26:14Z";

function decode(items: string, more: object = {}): Decoded[] {
  const body =
    `<rss><channel><title>N &amp;amp; N</title><link>https://a.test/x</link>${items}</channel></rss>`;
  const poll = { fetched_at, resource: "x", body, ...more };
  assert.ok(rss.recognises(poll));
  return [...rss.decode(poll)];
}

function postOf(item: string, more: object = {}) {
  const [decoded] = decode(`<item>${item}</item>`, more);
  assert.ok(decoded !== undefined && "post" in decoded);
  return decoded.post;
}

Deno.test("rss reads an entry as plain text", () => {
  const item =
    `<guid>7</guid><link>https://a.test/7</link><title>A &amp;amp; B</title><description>&lt;p&gt;C</description>
    <pubDate>Mon, 07 Jun 2021 12:17:27 GMT</pubDate>`;
  assert.deepEqual(postOf(item), {
    id: "a.test:7",
    createdAt: Date.UTC(2021, 5, 7, 12, 17, 27),
    title: "A & B",
    text: "C",
    author: undefined,
    community: "N & N",
    url: "https://a.test/7",
    lang: undefined,
  });
  assert.equal(postOf(item, { revised: true }).revision, Date.parse(fetched_at) / 1000);
});

Deno.test("rss takes the time of the poll where an entry has none, or one of the days to come", () => {
  const polledAt = Date.parse(fetched_at);
  const timeOf = (date: string) =>
    postOf(`<link>https://a.test/1</link><pubDate>${date}</pubDate>`).createdAt;
  assert.equal(timeOf(""), polledAt);
  assert.equal(timeOf("yesterday"), polledAt);
  assert.equal(timeOf("Mon, 07 Jun 2031 12:17:27 GMT"), polledAt);
  assert.equal(timeOf("Mon, 07 Jun 2021 12:17:27 BST"), Date.UTC(2021, 5, 7, 12, 17, 27));
});

Deno.test("rss refuses an entry that nothing tells from others, and takes no address that is none", () => {
  assert.deepEqual(decode("<item><title>T</title></item>"), [
    { reject: "has neither guid nor link", raw: { title: "T" }, part: 1 },
  ]);
  assert.equal(postOf("<guid>urn:x:1</guid><link>javascript:alert(1)</link>").url, undefined);
  assert.ok(!rss.recognises({ fetched_at, body: "<html>" }));
  assert.throws(() => [...rss.decode({ body: 5 })], { name: "Poison" });
});
