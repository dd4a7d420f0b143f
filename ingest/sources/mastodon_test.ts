import assert from "node:assert/strict";
import { mastodon } from "./mastodon.ts";

const status = {
  id: "109",
  created_at: "2022-11-21T13:10:48.151Z",
  visibility: "public",
  language: "en",
  uri: "https://a.test/users/ada/statuses/109",
  url: "https://a.test/@ada/109",
  replies_count: 1,
  reblogs_count: 2,
  favourites_count: 3,
  edited_at: null,
  spoiler_text: "",
  sensitive: false,
  content:
    '<p>Good <a href="https://a.test/tags/cats" class="mention hashtag" rel="tag">#<span>cats</span></a>, ' +
    '<a href="https://b.test/@bob" class="u-url mention">@<span>bob</span></a>! ' +
    '<a href="https://long.test/a/b"><span class="ellipsis">long.test/a</span></a></p>',
  account: {
    acct: "ada",
    url: "https://a.test/@ada",
    uri: "https://a.test/users/ada",
    bot: false,
    followers_count: 5,
  },
};

function decodeOne(document: unknown) {
  const [decoded, ...more] = [...mastodon.decode(document)];
  assert.ok(decoded !== undefined && more.length === 0);
  return decoded;
}

Deno.test("mastodon reads a status: tags and names as words, links whole, names with their server", () => {
  assert.deepEqual(decodeOne(status), {
    post: {
      id: "https://a.test/users/ada/statuses/109",
      createdAt: Date.UTC(2022, 10, 21, 13, 10, 48, 151),
      title: undefined,
      text: "Good #cats, @bob! https://long.test/a/b",
      author: "ada@a.test",
      authorId: "https://a.test/users/ada",
      lang: "en",
      url: "https://a.test/@ada/109",
      repostOf: undefined,
      automated: undefined,
      sensitive: undefined,
      reach: 5,
      engagement: { likes: 3, replies: 1, reposts: 2 },
    },
  });
});

Deno.test("mastodon takes an edit for a later version, and a warning for the title", () => {
  const decoded = decodeOne({
    ...status,
    edited_at: "2022-11-21T13:20:00Z",
    spoiler_text: "Cats",
    sensitive: true,
  });
  assert.ok("post" in decoded);
  assert.equal(decoded.post.revision, Date.UTC(2022, 10, 21, 13, 20) / 1000);
  assert.deepEqual([decoded.post.title, decoded.post.sensitive], ["Cats", true]);
});

Deno.test("mastodon keeps nothing of what is not public, wherever it stands", () => {
  for (const visibility of ["unlisted", "private", "direct", undefined]) {
    const hidden = { ...status, visibility };
    for (const document of [hidden, [hidden], { event: "update", payload: JSON.stringify(hidden) }]) {
      assert.ok("skip" in decodeOne(document));
    }
  }
});

Deno.test("mastodon reads events: a status as text or object, a deletion that is known by its uri", () => {
  for (const payload of [status, JSON.stringify(status)]) {
    assert.ok("post" in decodeOne({ event: "status.update", payload }));
  }
  const payload = { uri: status.uri, createdAt: 1 };
  assert.deepEqual(decodeOne({ event: "delete", payload }), {
    deletion: { scope: "post", key: status.uri, createdAt: 1 },
  });
  for (const document of [{ event: "delete", payload: "109" }, { event: "announcement", payload: null }]) {
    assert.ok("skip" in decodeOne(document));
  }
});

Deno.test("mastodon throws Poison at what is no status", () => {
  for (const document of [null, 5, {}, { ...status, id: 109 }, { ...status, account: null }, [5]]) {
    assert.ok(!mastodon.recognises(document));
    assert.throws(() => [...mastodon.decode(document)], { name: "Poison" });
  }
});

Deno.test("mastodon does not take long for hostile HTML", () => {
  const content = `${'<a class="'.repeat(20_000)}${"<a ".repeat(20_000)}`;
  assert.ok("post" in decodeOne({ ...status, content }));
});
