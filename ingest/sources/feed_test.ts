import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { parseFeed } from "./feed.ts";
import { readRecordedText } from "./recorded_harness.ts";

Deno.test("parseFeed() reads RSS 2.0", () => {
  const feed = parseFeed(
    `\uFEFF<rss xmlns:dc="x"><channel><title>News</title><link>https://a.test/</link><ttl>15</ttl>
    <language>en-gb</language><item><guid isPermaLink="false">7</guid><link>https://a.test/7</link><title>&lt;b&gt;T</title>
    <description><![CDATA[<p>D]]></description><dc:creator>Ada</dc:creator><pubDate>Mon, 07 Jun 2021 12:17:27 GMT</pubDate>
    </item><item><guid>https://a.test/8</guid></item></channel></rss>`,
  );
  assert.deepEqual(feed, {
    title: "News",
    link: "https://a.test/",
    lang: "en-gb",
    ttl: 15,
    entries: [
      {
        id: "7",
        link: "https://a.test/7",
        title: "<b>T",
        text: "<p>D",
        author: "Ada",
        date: "Mon, 07 Jun 2021 12:17:27 GMT",
      },
      { id: "https://a.test/8", link: "https://a.test/8" },
    ],
  });
});

Deno.test("parseFeed() reads RSS 1.0, with its items beside the channel", () => {
  const feed = parseFeed(
    `<rdf:RDF><channel><title>N</title></channel><item rdf:about="https://a.test/1"><title>T</title>
    <dc:date>2021-06-07T12:00:00Z</dc:date></item></rdf:RDF>`,
  );
  assert.deepEqual(feed.entries, [{ id: "https://a.test/1", title: "T", date: "2021-06-07T12:00:00Z" }]);
});

Deno.test("parseFeed() throws Poison at web pages and cut feeds", () => {
  for (
    const text of ["<!doctype html><html><body></body></html>", "<rss><channel><item>", "<rss></rss>", "{}"]
  ) {
    assert.throws(() => parseFeed(text), { name: "Poison" });
  }
});

Deno.test({
  name: "parseFeed() reads recorded feeds: the Atom of a subreddit and four of the BBC",
  ...needsShared,
  async fn() {
    const atom = parseFeed(await readRecordedText("reddit/subreddit-feed_2026-01-09_macapps.atom.xml"));
    assert.equal(atom.entries.length, 25);
    for (const { id, link, title, text, author, date } of atom.entries) {
      assert.ok(id && link && title && text && author && date);
    }
    for (const name of ["business", "politics", "technology", "world"]) {
      const { entries } = parseFeed(await readRecordedText(`news-rss/single/bbc-${name}.xml`));
      assert.ok(
        entries.length > 10 &&
          entries.every(({ id, link, title, text, date }) => id && link && title && text && date),
      );
    }
  },
});
