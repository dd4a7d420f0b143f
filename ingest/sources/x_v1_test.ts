import assert from "node:assert/strict";
import { timeOfId } from "./x_post.ts";
import { xV1 } from "./x_v1.ts";

const status = {
  created_at: "Tue Mar 01 12:00:00 +0000 2016",
  id: 704639283405791200,
  id_str: "704639283405791232",
  text: "AT&amp;T &lt;3 &amp;amp; $T",
  user: { id_str: "12", screen_name: "ada", protected: false, followers_count: 7 },
  lang: "en",
};

function decode(changes: object): { [field: string]: unknown } {
  const [decoded] = [...xV1.decode({ ...status, ...changes })];
  assert.ok(decoded && "post" in decoded);
  return decoded.post;
}

function rejection(document: unknown): string {
  const [decoded] = [...xV1.decode(document)];
  assert.ok(decoded && "reject" in decoded);
  return decoded.reject;
}

Deno.test("xV1 takes the id from the text field, because the number has lost digits", () => {
  assert.equal(decode({}).id, "704639283405791232");
});

Deno.test("xV1 unescapes text once", () => {
  assert.equal(decode({}).text, "AT&T <3 &amp; $T");
});

Deno.test("xV1 prefers the whole text where there is one", () => {
  assert.equal(decode({ full_text: "whole" }).text, "whole");
  assert.equal(decode({ extended_tweet: { full_text: "wholest" }, full_text: "whole" }).text, "wholest");
});

Deno.test("xV1 keeps the text of a retweet as given and says what it repeats", () => {
  const post = decode({ text: "RT @bob: so…", retweeted_status: { id_str: "5", text: "so it goes" } });
  assert.equal(post.text, "RT @bob: so…");
  assert.equal(post.repostOf, "5");
});

Deno.test("xV1 reads author, reach, address, reply, quote, place and counters", () => {
  const post = decode({
    in_reply_to_status_id_str: "1",
    quoted_status_id_str: "2",
    place: { full_name: "Delft, Nederland" },
    possibly_sensitive: true,
    favorite_count: 3,
    retweet_count: 0,
    reply_count: null,
  });
  assert.equal(post.author, "ada");
  assert.equal(post.authorId, "12");
  assert.equal(post.reach, 7);
  assert.equal(post.url, "https://x.com/ada/status/704639283405791232");
  assert.equal(post.replyTo, "1");
  assert.equal(post.quoteOf, "2");
  assert.equal(post.place, "Delft, Nederland");
  assert.equal(post.sensitive, true);
  assert.deepEqual(post.engagement, { likes: 3, reposts: 0 });
});

Deno.test("xV1 states no engagement where no counter is stated", () => {
  assert.equal(decode({}).engagement, undefined);
});

Deno.test("xV1 refuses what its author shows to followers only", () => {
  assert.match(rejection({ ...status, user: { protected: true } }), /not public/);
});

Deno.test("xV1 tells notices of a stream from posts", () => {
  const { id_str } = status;
  const [deleted] = [...xV1.decode({ delete: { status: { id_str }, timestamp_ms: "1456782970288" } })];
  assert.deepEqual(deleted, {
    deletion: { scope: "post", key: id_str, at: 1_456_782_970_288, createdAt: timeOfId(id_str) },
  });
  assert.equal(rejection({ delete: { status: { id_str: "-5" } } }), `has id "-5", which is not X's`);
  assert.equal(rejection({ limit: { track: 12 } }), "is a limit notice, not a post");
  assert.throws(() => [...xV1.decode({ constructor: {} })], /id_str or text is missing/);
});

Deno.test("xV1 decodes a status without user, and throws Poison at what is none", () => {
  assert.equal(decode({ user: null }).author, undefined);
  for (const document of [null, 1, "x", [], {}, { id_str: 5, text: "x" }, { id_str: "5" }]) {
    assert.throws(() => [...xV1.decode(document)], { name: "Poison" });
  }
});

Deno.test("xV1 throws Poison at an id that X cannot have given", () => {
  for (const id of ["-5", "１２３", "1e30", ""]) {
    assert.throws(() => decode({ id_str: id }), {
      name: "Poison",
      message: `has id "${id}", which is not X's`,
    });
  }
});
