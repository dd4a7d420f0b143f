import assert from "node:assert/strict";
import { hackernews } from "./hackernews.ts";
import type { Decoded } from "./source.ts";

const story = {
  id: 11000289,
  type: "story",
  time: 1454122784,
  by: "ada",
  title: "Ask HN: A &amp; B?",
  score: 11,
};

function decode(document: unknown): Decoded {
  const [decoded, ...more] = [...hackernews.decode(document)];
  assert.ok(decoded && more.length === 0);
  return decoded;
}

function rejection(document: unknown): string {
  const decoded = decode(document);
  assert.ok("reject" in decoded);
  return decoded.reject;
}

Deno.test("hackernews reads a story; its address is the item's, not the one it points to", () => {
  const item = { ...story, text: "I&#x27;m<p>here", descendants: 3, url: "https://example.com/" };
  assert.deepEqual(decode(item), {
    post: {
      id: "11000289",
      createdAt: 1454122784000,
      title: "Ask HN: A & B?",
      text: "I'm\nhere",
      author: "ada",
      authorId: "ada",
      url: "https://news.ycombinator.com/item?id=11000289",
      replyTo: undefined,
      engagement: { score: 11, replies: 3 },
    },
  });
});

Deno.test("hackernews reads a comment with its parent", () => {
  const decoded = decode({ id: 2, type: "comment", time: 1454122785, parent: 1, text: "no" });
  assert.ok("post" in decoded);
  assert.equal(decoded.post.replyTo, "1");
  assert.equal(decoded.post.engagement, undefined);
});

Deno.test("hackernews takes what was deleted or killed for deleted, and says when it was written", () => {
  const deletion = { scope: "post", key: "11000289", createdAt: 1_454_122_784_000 };
  assert.deepEqual(decode({ ...story, dead: true }), { deletion });
  const { id, type, time } = story;
  assert.deepEqual(decode({ id, type, time, deleted: true }), { deletion });
});

Deno.test("hackernews refuses what is no post, each with its reason", () => {
  assert.equal(rejection(null), "is null: there is no such item");
  assert.equal(rejection({ ...story, type: "pollopt" }), "is an option of a poll, not a post");
});

Deno.test("hackernews throws Poison at what is no item, and does not take it for one", () => {
  for (const document of [5, [], {}, { ...story, id: "1" }, { ...story, type: "user" }]) {
    assert.ok(!hackernews.recognises(document));
    assert.throws(() => decode(document), { name: "Poison" });
  }
});

Deno.test("hackernews throws Poison at an id that is no positive integer", () => {
  for (const id of [1e30, 2.5, -1, 0, NaN]) {
    const message = `has id ${id}, which is no positive integer`;
    assert.throws(() => decode({ ...story, id }), { name: "Poison", message });
  }
});

Deno.test("hackernews leaves out a parent that is no item", () => {
  const decoded = decode({ ...story, type: "comment", parent: 2.5 });
  assert.ok("post" in decoded);
  assert.equal(decoded.post.replyTo, undefined);
});
