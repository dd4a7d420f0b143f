import assert from "node:assert/strict";
import { encodeDeletion, encodePost, type Post } from "./post.ts";
import { readmit } from "./readmit.ts";
import { statusLine } from "./sources/replay/files_harness.ts";

const now = Date.UTC(2026, 0, 2);
const input = { source: "x", stream: "replay:a", origin: "a.ndjson:1" };
const post: Post = {
  source: "reddit",
  id: "t3_a",
  revision: 0,
  stream: "s",
  createdAt: now - 1000,
  receivedAt: now,
  text: "hello",
};
const read = (payload: unknown, of = input) =>
  readmit(of, typeof payload === "string" ? payload : JSON.stringify(payload), now).map(({ line }) =>
    JSON.parse(line)
  );

Deno.test("readmit() takes an item as its source delivers it", () => {
  const [line, ...more] = read(statusLine(0));
  assert.deepEqual(more, []);
  assert.deepEqual([line.t, line.id, line.source, line.stream, line.receivedAt], [
    "post",
    "1",
    "x",
    "replay:a",
    now,
  ]);
});

Deno.test("readmit() takes the fields of a post, which is what the door keeps of one it refused", () => {
  const [line] = read({ id: "5", createdAt: now, text: "hello", author: null });
  assert.deepEqual([line.id, line.source, line.time, "author" in line], ["5", "x", "fromId", false]);
});

Deno.test("readmit() takes lines of the log, and leaves out what is no field of them", () => {
  const line = encodePost(post, "stable");
  assert.deepEqual(read({ ...JSON.parse(line), norm: " hello ", mood: 1 }), [JSON.parse(line)]);
  const deletion = encodeDeletion({
    source: "x",
    stream: "s",
    receivedAt: now,
    scope: "post",
    key: "1",
    at: now,
  });
  assert.deepEqual(read(deletion), [JSON.parse(deletion)]);
});

Deno.test("readmit() says why it refuses, as a reason and never as a dead letter", () => {
  const refusals: [unknown, RegExp, typeof input?][] = [
    ["{", /^It is not JSON/],
    [{ neither: 1 }, /^It is not an X/],
    [{ id: "5", createdAt: 5, text: "hello" }, /^It createdAt is before 1990/],
    [{ v: 1, t: "post" }, /^Its \w+ /],
    [{ v: 1, t: "post", ...post }, /^Its time is none of fromId, stable, unstable/],
    [{ v: 1, t: "replay", letter: "a", lines: [] }, /unknown kind t="replay"/],
    [{ a: 1 }, /Source "unknown" has no format; give a line of the log/, { ...input, source: "unknown" }],
  ];
  for (const [payload, message, of] of refusals) {
    assert.throws(() => read(payload, of), { name: "Poison", message }, JSON.stringify(payload));
  }
});
