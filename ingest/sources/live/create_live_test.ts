import assert from "node:assert/strict";
import type { Json } from "../source.ts";
import { push } from "../push.ts";
import type { Adapter, RawBatch } from "./adapter.ts";
import { Problem } from "./problem.ts";
import { readUntil } from "./read_harness.ts";
import { watch } from "./tools_harness.ts";

const secret = "s3cret-of-this-test";

function adapterOf(read: (cursor: Json | undefined) => AsyncIterable<RawBatch>): Adapter {
  return { stream: "test", decoder: push, secrets: [secret], read };
}

const batchOf = (document: object, cursor: Json): RawBatch => ({
  items: [{ raw: JSON.stringify(document), origin: `at ${secret}`, document }],
  cursor,
});

Deno.test("createLive() lets no secret through: not in posts, dead letters, origins or reasons", async () => {
  const watched = watch(adapterOf(async function* () {
    yield batchOf({ id: "1", createdAt: "2026-01-01", text: `Your key is ${secret}` }, 1);
    yield batchOf({ id: secret, createdAt: 5, text: secret }, 2);
    yield { items: [{ raw: `<${secret}`, origin: "x", refusal: "is not JSON" }], cursor: 3 };
    throw new Problem("refused", `Wrong key ${secret}`);
  }));
  const { lines, dead, ids } = await readUntil(
    watched.source,
    () => watched.states.some(({ state }) => state === "failed"),
  );
  assert.ok(ids.length > 0 && dead.length > 1);
  const kept = lines.map((line) => line + atob(JSON.parse(line).bytes ?? "")).join() +
    JSON.stringify(watched.states);
  assert.ok(kept.includes("[secret]") && !kept.includes(secret));
});

Deno.test("createLive() asks again from the last cursor that was taken, sooner after an end than after a failure", async () => {
  const asked: (Json | undefined)[] = [];
  const watched = watch(adapterOf(async function* (cursor) {
    asked.push(cursor);
    if (asked.length === 1) {
      yield batchOf({ id: "1", createdAt: 1.8e12, text: "a" }, "one");
      return;
    }
    if (asked.length < 5) throw new Problem("lost", "Cut");
    yield batchOf({ id: "2", createdAt: 1.8e12, text: "a" }, "two");
    throw new Problem("lost", "Cut");
  }));
  await readUntil(watched.source, () => asked.length >= 6, "zero");
  assert.deepEqual(asked.slice(0, 6), ["zero", "one", "one", "one", "one", "two"]);
  // Back-off begins anew after a success.
  assert.deepEqual(watched.waits.slice(0, 5), [500, 750, 1500, 3000, 750]);
});

Deno.test("createLive() takes a source that ends again and again without a word for one that fails", async () => {
  const watched = watch(adapterOf(async function* () {}));
  await readUntil(watched.source, () => watched.states.some(({ state }) => state === "failed"));
  assert.match(watched.states.at(-2)!.reason!, /ends the connection/);
});

Deno.test("createLive() asks a source more and more seldom that gives nothing but dead letters, and a few at a time", async () => {
  let asked = 0;
  let junk = 0;
  const watched = watch(adapterOf(async function* () {
    for (asked++; asked <= 3 || junk < 1000; junk++) {
      yield { items: [{ raw: "junk", origin: "x", refusal: "is not JSON" }], cursor: junk };
      if (asked <= 3) return;
    }
  }));
  await readUntil(watched.source, () => asked >= 6);
  assert.deepEqual(watched.waits.slice(0, 5), [750, 1500, 3000, 6000, 12_000]);
  assert.ok(junk <= 3 + 20 * 2, `${junk} items`);
  assert.match(watched.states.at(-2)!.reason!, /nothing that is understood/);
});

Deno.test("createLive() stops loudly at an error that is no problem of the source", async () => {
  const watched = watch(adapterOf(async function* () {
    yield* [];
    throw new TypeError("our own fault");
  }));
  await assert.rejects(readUntil(watched.source, () => false), { message: "our own fault" });
});
