import assert from "node:assert/strict";
import type { Decoded } from "./source.ts";
import { xV2 } from "./x.ts";

const post = {
  id: "1611077073803841538",
  text: "a &amp; b",
  author_id: "7",
  created_at: "2023-01-05T19:08:01.000Z",
};
const ada = { id: "7", username: "ada", public_metrics: { followers_count: 5 } };

function decode(document: unknown): Decoded[] {
  return [...xV2.decode(document)];
}

function onlyPost(document: unknown): { [field: string]: unknown } {
  const [decoded] = decode(document);
  assert.ok(decoded && "post" in decoded);
  return decoded.post;
}

function rejections(document: unknown): string[] {
  return decode(document).flatMap((decoded) => "reject" in decoded ? [decoded.reject] : []);
}

Deno.test("xV2 reads a post with what its page includes", () => {
  const decoded = onlyPost({
    data: [{
      ...post,
      conversation_id: "9",
      geo: { place_id: "p" },
      lang: "en",
      possibly_sensitive: false,
      public_metrics: { like_count: 1, reply_count: 0, retweet_count: 2, quote_count: 3 },
      referenced_tweets: [{ type: "quoted", id: "5" }, { type: "replied_to", id: "6" }],
    }],
    includes: { users: [ada], places: [{ id: "p", full_name: "Delft" }] },
  });
  assert.deepEqual(decoded, {
    id: "1611077073803841538",
    revision: 0,
    createdAt: 1672945681416,
    text: "a & b",
    author: "ada",
    authorId: "7",
    lang: "en",
    url: "https://x.com/ada/status/1611077073803841538",
    replyTo: "6",
    repostOf: undefined,
    quoteOf: "5",
    threadId: "9",
    rules: undefined,
    place: "Delft",
    sensitive: false,
    reach: 5,
    engagement: { likes: 1, replies: 0, reposts: 2 },
  });
});

Deno.test("xV2 keeps a post whose author is missing in includes", () => {
  const decoded = onlyPost({ data: post });
  assert.equal(decoded.author, undefined);
  assert.equal(decoded.url, "https://x.com/i/status/1611077073803841538");
});

Deno.test("xV2 numbers the posts of a page, and not the one of a stream line", () => {
  const page = decode({ data: [post, { id: 5 }, post] });
  assert.deepEqual(page.map(({ part }) => part), [1, 2, 3]);
  assert.ok("reject" in page[1]!);
  assert.equal(decode({ data: post })[0]!.part, undefined);
});

Deno.test("xV2 does not land what is only referenced", () => {
  assert.equal(decode({ data: post, includes: { tweets: [post, post] } }).length, 1);
});

Deno.test("xV2 takes the whole text of a long post", () => {
  assert.equal(onlyPost({ data: { ...post, note_tweet: { text: "long &lt;3" } } }).text, "long <3");
});

Deno.test("xV2 names rules by tag, else by id, and never by a number that has lost digits", () => {
  const rules = [
    { id: "1", tag: "storm" },
    { id: "2", tag: null },
    { id: 3 },
    { id: 1377649934414049282 },
    null,
  ];
  assert.deepEqual(onlyPost({ data: post, matching_rules: rules }).rules, ["storm", "2", "3"]);
});

Deno.test("xV2 reports an error beside data only where a requested post is lost by it", () => {
  const about = (parameter: string) => ({ parameter, resource_type: "tweet", title: "Not Found Error" });
  assert.deepEqual(rejections({ data: [post], errors: [about("referenced_tweets.id")] }), []);
  assert.deepEqual(rejections({ data: [post], errors: [about("ids")] }), [
    "could not be had: Not Found Error",
  ]);
});

Deno.test("xV2 reads a version of an edited post under the id of the first", () => {
  const history = ["1576994746135764992", "1576994789110992896"];
  const [first, second] = history.map((id) =>
    onlyPost({ data: { ...post, id, created_at: undefined, edit_history_tweet_ids: history } })
  );
  assert.deepEqual([first!.id, first!.revision], [history[0], 0]);
  assert.deepEqual([second!.id, second!.revision], [history[0], 1]);
  assert.equal(second!.createdAt, first!.createdAt);
  assert.equal(second!.url, `https://x.com/i/status/${history[1]}`);
});

Deno.test("xV2 refuses errors without data and protected authors, each with its reason", () => {
  const errors = [{
    title: "operational-disconnect",
    type: "https://api.x.com/2/problems/operational-disconnect",
  }];
  assert.deepEqual(rejections({ errors }), ["is an error of the API: operational-disconnect"]);
  const users = [{ ...ada, protected: true }];
  assert.deepEqual(rejections({ data: post, includes: { users } }), [
    "is not public: its author is protected",
  ]);
});

Deno.test("xV2 finds nothing in an empty page, and throws Poison at what is no page", () => {
  assert.deepEqual(decode({ meta: { result_count: 0 } }), []);
  for (const document of [null, 5, [], {}, { meta: {} }]) {
    assert.throws(() => decode(document), { name: "Poison" });
  }
});

Deno.test("xV2 refuses a post whose id X cannot have given, and keeps the others of its page", () => {
  const page = { data: [{ ...post, id: "-5" }, { ...post, id: "１２３" }, post] };
  assert.deepEqual(rejections(page), [`has id "-5", which is not X's`, `has id "１２３", which is not X's`]);
  assert.equal(decode(page).length, 3);
});
