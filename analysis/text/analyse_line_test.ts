import assert from "node:assert/strict";
import fc from "fast-check";
import { type DeadEnvelope, encodeDead } from "../../ingest/dead_letter.ts";
import { encodePost, type Post } from "../../ingest/post.ts";
import { analysePost } from "./analyse.ts";
import { analyseBareLine, analyseLine } from "./analyse_line.ts";
import { text } from "./hostile_texts_harness.ts";

const post: Post = {
  source: "x",
  id: "1",
  revision: 0,
  stream: "replay:tweets.ndjson",
  createdAt: 1_400_000_000_000,
  receivedAt: 1_400_000_001_000,
  title: "Earnings",
  text: 'I love "$AAPL" \\ #stocks',
  lang: "en",
};
const from = { origin: "posts/0:7", at: 5 };
const dead = (line: string) => JSON.parse(analyseLine(line, from)) as DeadEnvelope;

Deno.test("analyseLine() adds the analysis to the post's own text", () => {
  const line = encodePost(post, "fromId");
  const analysed = analyseLine(line);
  assert.ok(analysed.startsWith(line.slice(0, -1)));
  assert.deepEqual(JSON.parse(analysed), { v: 1, t: "post", time: "fromId", ...post, ...analysePost(post) });
});

Deno.test("analyseLine() writes what JSON reads back, for any text", () => {
  fc.assert(fc.property(text, (value) => {
    const parsed = JSON.parse(analyseLine(encodePost({ ...post, text: value }, "stable")));
    assert.equal(parsed.text, value);
    assert.equal(parsed.norm, analysePost({ ...post, text: value }).norm);
  }));
});

Deno.test("analyseLine() lets dead letters pass as they are", () => {
  const about = { source: "x", stream: "s", origin: "o", stage: "decode", reason: "r", at: 1 } as const;
  const line = encodeDead(about, "{");
  assert.equal(analyseLine(line), line);
  const other = JSON.stringify({ t: "dead", v: 1 });
  assert.equal(analyseLine(other), other);
});

Deno.test("analyseLine() analyses edits, and lets notices about posts pass as they are", () => {
  const edit = JSON.parse(analyseLine('{"v":1,"t":"edit","text":"a lovely day"}'));
  assert.deepEqual([edit.t, edit.norm], ["edit", " a lovely day "]);
  for (const t of ["delete", "engagement", "coverage"]) {
    const notice = `{"v":1,"t":"${t}","key":"1"}`;
    assert.equal(analyseLine(notice), notice);
  }
});

Deno.test("analyseLine() makes a dead letter of what it cannot read", () => {
  for (
    const [line, reason] of [
      ["", /^Cannot analyse line: /],
      ["{", /^Cannot analyse line: /],
      ["7", /^Line is not an object$/],
      ["[]", /^Line is not an object$/],
      ['{"text":"a"}', /^Line has the unknown version v=undefined$/],
      ['{"v":2,"t":"post","text":"a"}', /^Line has the unknown version v=2$/],
      ['{"v":1,"t":"vote"}', /^Line is of the unknown kind t="vote"$/],
      ['{"v":1,"t":"post","text":3}', /^Line has no text$/],
    ] as const
  ) {
    const letter = dead(line);
    assert.match(letter.reason, reason);
    assert.deepEqual([letter.t, letter.stage, letter.source, letter.at], ["dead", "analyse", "unknown", 5]);
    assert.equal(atob(letter.bytes), line);
  }
});

Deno.test("analyseLine() says in a dead letter what is known of the line", () => {
  const { source, stream, origin, at } = dead('{"v":1,"t":"post","source":"x","stream":"s","receivedAt":9}');
  assert.deepEqual({ source, stream, origin, at }, { source: "x", stream: "s", origin: "posts/0:7", at: 9 });
});

Deno.test("analyseBareLine() needs only text, and replaces an analysis that is there", () => {
  const read = (line: string) => JSON.parse(analyseBareLine(line, from));
  assert.deepEqual(read(' {"text":"a sad day"} \r'), {
    text: "a sad day",
    ...analysePost({ text: "a sad day" }),
  });
  assert.deepEqual(read('{"norm":1,"text":"a","__proto__":{"x":1}}').norm, " a ");
  assert.equal(read('{"v":3,"text":"a","id":"k"}').id, "k");
  assert.equal(read('{"v":3,"t":"post","text":"a"}').t, "dead");
  assert.equal(read('{"text":null}').reason, "Line has no text");
});
