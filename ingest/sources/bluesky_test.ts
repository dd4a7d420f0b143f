import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { bluesky } from "./bluesky.ts";
import type { Decoded } from "./source.ts";
import { readRecorded } from "./recorded_harness.ts";
import { timeOfTid } from "./tid.ts";

const rkey = "3mptbyqhi7s2f";
const did = "did:plc:ada";

function decode(record: object, commit: object = {}): Decoded {
  const event = {
    did,
    time_us: 1783175888094841,
    kind: "commit",
    commit: { operation: "create", collection: "app.bsky.feed.post", rkey, record, ...commit },
  };
  const [decoded, ...more] = [...bluesky.decode(event)];
  assert.ok(decoded && more.length === 0 && bluesky.recognises(event));
  return decoded;
}

function textOf(record: object): unknown {
  const decoded = decode(record);
  assert.ok("post" in decoded);
  return decoded.post.text;
}

Deno.test("timeOfTid() reads the time of a record key, and of nothing else", () => {
  assert.equal(timeOfTid(rkey), 1783175888419);
  for (
    const other of ["", "self", "3mptbyqhi7s2", "zmptbyqhi7s2f", "3mptbyqhi7s21", "3MPTBYQHI7S2F", 5, null]
  ) {
    assert.equal(timeOfTid(other), undefined);
  }
});

Deno.test("bluesky reads a post; its time is that of its record key, whatever its client states", () => {
  const parent = "at://did:plc:b/app.bsky.feed.post/3mptbyqhi7s2a";
  const record = {
    text: "Hello",
    createdAt: "2031-01-01T00:00:00Z",
    langs: ["pt-BR", "en"],
    reply: { parent: { uri: parent }, root: { uri: parent } },
    embed: { $type: "app.bsky.embed.recordWithMedia", record: { record: { uri: "at://q" } } },
    labels: { values: [{ val: "porn" }] },
  };
  assert.deepEqual(decode(record), {
    post: {
      id: `at://${did}/app.bsky.feed.post/${rkey}`,
      createdAt: 1783175888419,
      text: "Hello",
      authorId: did,
      lang: "pt-BR",
      url: `https://bsky.app/profile/${did}/post/${rkey}`,
      replyTo: parent,
      threadId: parent,
      quoteOf: "at://q",
      sensitive: true,
    },
  });
});

Deno.test("bluesky takes an update for a later version, a deletion for one, and a take-down for all of an author", () => {
  const updated = decode({ text: "Hello again" }, { operation: "update" });
  assert.ok("post" in updated);
  assert.equal(updated.post.revision, 1783175888);
  assert.deepEqual(decode({}, { operation: "delete", record: undefined }), {
    deletion: {
      scope: "post",
      key: `at://${did}/app.bsky.feed.post/${rkey}`,
      at: 1783175888094,
      createdAt: 1783175888419,
    },
  });
  const account = (
    account: object,
  ) => [...bluesky.decode({ did, time_us: 1783175888094841, kind: "account", account })];
  for (const status of ["deleted", "takendown", "suspended", "deactivated", undefined]) {
    assert.deepEqual(account({ active: false, status }), [
      { deletion: { scope: "author", key: did, at: 1783175888094 } },
    ]);
  }
  for (const state of [{ active: true }, { active: false, status: "throttled" }, {}]) {
    assert.ok("skip" in account(state)[0]!);
  }
});

Deno.test("bluesky writes links out, by bytes; facets that are out of range or split a character are left out", () => {
  const link = (byteStart: number, byteEnd: number) => ({
    index: { byteStart, byteEnd },
    features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://a.example/long" }],
  });
  const text = "💦 a.ex... ok";
  assert.equal(textOf({ text, facets: [link(5, 12)] }), "💦 https://a.example/long ok");
  for (const facet of [link(2, 12), link(5, 99), link(12, 5), link(-1, 3), { index: 5, features: 7 }, null]) {
    assert.equal(textOf({ text, facets: [facet] }), text);
  }
  assert.equal(textOf({ text, facets: [link(5, 12), link(6, 9)] }), "💦 https://a.example/long ok");
});

Deno.test("bluesky takes the descriptions of pictures where a post has no words", () => {
  assert.equal(
    textOf({ text: "", embed: { images: [{ alt: "A cat" }, { alt: "" }, { alt: "A dog" }] } }),
    "A cat\nA dog",
  );
  assert.equal(textOf({ text: "words", embed: { images: [{ alt: "A cat" }] } }), "words");
});

Deno.test("bluesky leaves out what says nothing about posts, and refuses what breaks the rules of posts", () => {
  assert.ok("skip" in decode({}, { collection: "app.bsky.feed.like" }));
  for (const [record, commit] of [[{ text: 5 }, {}], [{ text: "a" }, { rkey: "self" }]] as const) {
    assert.ok("reject" in decode(record, commit));
  }
  for (
    const document of [null, [], {}, { did, time_us: "1", kind: "commit" }, { $type: "message", payload: {} }]
  ) {
    assert.ok(!bluesky.recognises(document));
    assert.throws(() => [...bluesky.decode(document)], { name: "Poison" });
  }
});

Deno.test({
  name: "bluesky reads the recorded events: 17 posts, the rest with its reason",
  ...needsShared,
  async fn() {
    const lines = await readRecorded("bluesky/jetstream-v1_2026-07-04.ndjson.gz");
    const decoded = lines.flatMap((line) => [...bluesky.decode(JSON.parse(line))]);
    assert.equal(decoded.filter((one) => "post" in one).length, 17);
    assert.equal(decoded.length, lines.length);
  },
});
