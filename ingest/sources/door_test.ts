import assert from "node:assert/strict";
import { Poison } from "../base/errors.ts";
import type { Envelope } from "../post.ts";
import { admitDocument } from "./door.ts";
import type { Decoded, Decoder } from "./source.ts";

const arrival = { stream: "replay:a", origin: "a.json:1", receivedAt: 1_700_000_000_000 };
const good = { id: "1", createdAt: 1_600_000_000_000, text: "hello" };

function decoderOf(decode: () => Iterable<Decoded>): Decoder {
  return { format: "test", source: "test", time: "stable", recognises: () => true, decode };
}

function admit(decoded: Decoded[], more: object = {}) {
  return admitDocument(decoderOf(() => decoded), {}, "{}", { ...arrival, ...more })
    .map(({ line, createdAt }) => ({ line: JSON.parse(line) as Envelope, createdAt }));
}

Deno.test("admitDocument() tells the parts of a document apart by origin", () => {
  const admitted = admit([
    { reject: "is bad", raw: 1, part: 1 },
    { post: { ...good, id: 5 }, part: 2 },
    { reject: "is bad", raw: 1 },
  ]);
  const origins = admitted.map(({ line }) => line.t === "dead" ? line.origin : "");
  assert.deepEqual(origins, ["a.json:1/1", "a.json:1/2", "a.json:1"]);
});

Deno.test("admitDocument() hands on the event time after the shift, and calls a shifted time unstable", () => {
  const [plain] = admit([{ post: good }]);
  const [shifted] = admit([{ post: good }], { shiftMs: 5 });
  assert.equal(plain?.createdAt, 1_600_000_000_000);
  assert.equal(shifted?.createdAt, 1_600_000_000_005);
  assert.ok(plain?.line.t === "post" && plain.line.time === "stable");
  assert.ok(shifted?.line.t === "post" && shifted.line.time === "unstable");
});

Deno.test("admitDocument() keeps the posts before the place where a decoder fails", () => {
  const decoder = decoderOf(function* () {
    yield { post: good };
    throw new Poison("is broken");
  });
  const lines = admitDocument(decoder, {}, "{}", arrival).map(({ line }) => JSON.parse(line) as Envelope);
  assert.deepEqual(lines.map((line) => line.t === "dead" ? line.reason : line.t), ["post", "is broken"]);
});

Deno.test("admitDocument() writes what says something about posts: edits, deletions, counters", () => {
  const at = 1_650_000_000_000;
  const admitted = admit([
    { post: { ...good, revision: 2 } },
    { deletion: { scope: "post", key: "1", createdAt: good.createdAt } },
    { deletion: { scope: "author", key: "ann", at, createdAt: null } },
    { engagement: { id: "1", at, likes: 3, score: null } },
  ], { shiftMs: 1000 });
  const about = { v: 1, source: "test", stream: arrival.stream, receivedAt: arrival.receivedAt };
  assert.deepEqual(admitted.map(({ line }) => line), [
    { ...about, t: "edit", time: "unstable", revision: 2, ...good, createdAt: good.createdAt + 1000 },
    {
      ...about,
      t: "delete",
      scope: "post",
      key: "1",
      createdAt: good.createdAt + 1000,
      at: arrival.receivedAt,
    },
    { ...about, t: "delete", scope: "author", key: "ann", at: at + 1000 },
    { ...about, t: "engagement", id: "1", at: at + 1000, likes: 3 },
  ]);
  assert.deepEqual(admitted.slice(1).map(({ createdAt }) => createdAt), [undefined, undefined, undefined]);
});

Deno.test("admitDocument() refuses notices that lack what they need", () => {
  const refused = admit([
    { deletion: { scope: "post", key: "" } },
    { deletion: { scope: "post", key: "1", at: "noon" } },
    { engagement: { id: "1", at: 1_650_000_000_000 } },
    { engagement: { id: "1", at: 1_650_000_000_000, likes: -1 } },
  ]);
  assert.deepEqual(refused.map(({ line }) => line.t === "dead" && line.reason.split(" ")[0]), [
    "key",
    "at",
    "engagement",
    "likes",
  ]);
});
