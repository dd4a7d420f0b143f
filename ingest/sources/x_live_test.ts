import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { createX } from "./x_live.ts";
import { readRecorded } from "./recorded_harness.ts";

// Recorded lines of a filtered stream; the last of them was cut when it was recorded.
const lines = needsShared.ignore
  ? []
  : (await readRecorded("twitter-v2/twarc_streaming_output_with_error.ndjson.gz")).slice(0, -1);
const ids = lines.map((line) => JSON.parse(line).data.id);
const token = "s3cret-bearer-token";
const rule = "climate lang:en";
const json = { "content-type": "application/json; charset=utf-8" };
const disconnect = JSON.stringify({
  errors: [{
    title: "operational-disconnect",
    disconnect_type: "UpstreamOperationalDisconnect",
    detail: "reset",
  }],
});

interface Server {
  rules: { id: string; value: string; tag?: string }[];
  answer(asked: Asked): Reply;
}

function createServer(stream: string[], ends = false): Server {
  const server: Server = {
    rules: [{ id: "1", value: "cats", tag: "of somebody else" }, {
      id: "2",
      value: "old",
      tag: "groundswell:old",
    }],
    answer({ method, url, headers, body }) {
      assert.equal(headers.get("authorization"), `Bearer ${token}`);
      if (!url.pathname.endsWith("/rules")) {
        return {
          headers: json,
          stream: ["\r\n", ...stream.map((line) => `${line}\r\n`)],
          ends,
        };
      }
      if (method === "GET") return { headers: json, body: JSON.stringify({ data: server.rules, meta: {} }) };
      const { add = [], delete: gone } = JSON.parse(body);
      server.rules = server.rules.filter(({ id }) => !gone?.ids.includes(id));
      for (const one of add) server.rules.push({ id: String(server.rules.length + 10), ...one });
      return {
        status: 201,
        headers: json,
        body: JSON.stringify({ meta: { summary: { created: add.length } } }),
      };
    },
  };
  return server;
}

const create = (url: string) => createX({ rule, token, perDay: 100_000, backfill: true, url });

testContract({
  name: "x",
  ...needsShared,
  ids,
  createServer: () => createServer([...lines, '{"data":{"id":"cut']).answer,
  createDisorder: () => createServer([...lines.toReversed(), ...lines]).answer,
  create,
  errorsInside: [
    { body: disconnect, kind: "failed" },
    {
      body: '{"errors":[{"title":"UsageCapExceeded","detail":"Usage cap exceeded"}]}',
      kind: "waiting for quota",
    },
  ],
  polls: false,
});

Deno.test("x keeps its own rule on the stream and lets those of others be", async () => {
  const server = createServer([]);
  await using fake = startFake(server.answer);
  const watched = watch(create(fake.url));
  await readUntil(watched.source, () => watched.states.at(-1)?.state === "live");
  assert.deepEqual(server.rules.map(({ value, tag }) => [value, tag]), [
    ["cats", "of somebody else"],
    [rule, `groundswell:${rule}`],
  ]);
  const again = watch(create(fake.url));
  const before = fake.asked.length;
  await readUntil(again.source, () => again.states.at(-1)?.state === "live");
  assert.deepEqual(fake.asked.slice(before).map(({ method }) => method), ["GET", "GET"]);
});

Deno.test({
  name: "x stops when its budget is spent, also after a restart, and says when it goes on",
  ...needsShared,
  async fn() {
    await using fake = startFake(createServer(lines).answer);
    const now = Date.UTC(2026, 0, 1, 12, 0, 0);
    const frugal = () => watch(createX({ rule, token, perDay: 120, url: fake.url }), undefined, () => now);
    const first = frugal();
    const read = await readUntil(
      first.source,
      () => first.states.some(({ state }) => state === "waiting for quota"),
    );
    assert.ok(read.ids.length >= 1);
    const told = first.states.find(({ state }) => state === "waiting for quota")!;
    assert.match(told.reason!, /^The budget of these five minutes is spent \(120 posts a day\)$/);
    assert.ok(told.retryAt! >= now + 300_000 && told.retryAt! <= now + 301_000);
    const asked = fake.asked.length;
    const again = frugal();
    await readUntil(
      again.source,
      () => again.states.some(({ state }) => state === "waiting for quota"),
      read.cursor,
    );
    assert.equal(fake.asked.length, asked);
  },
});

Deno.test("x asks for no more than the cap of a stream, so that nothing that was paid for is left out", async () => {
  await using fake = startFake(createServer([]).answer);
  const now = Date.UTC(2026, 0, 1, 12, 0, 0);
  const capped = createX({ rule, token, perDay: 12_000, perHour: 12, url: fake.url });
  assert.equal(capped.keepsCap, true);
  const watched = watch(capped, undefined, () => now);
  const hour = { hour: now, slice: now, day: now - 12 * 3_600_000 };
  await readUntil(watched.source, () => watched.states.some(({ state }) => state === "waiting for quota"), {
    ...hour,
    ofHour: 1,
    ofSlice: 1,
    ofDay: 1,
  });
  assert.equal(fake.asked.length, 0);
});

Deno.test("x asks for what came during a short break where the plan has it, and says what is missing where not", async () => {
  const now = Date.UTC(2026, 0, 1, 12, 0, 0);
  const askedAfter = async (breakMs: number, backfill: boolean) => {
    await using fake = startFake(createServer([]).answer);
    const adapter = createX({ rule, token, perDay: 1000, backfill, url: fake.url });
    const watched = watch(adapter, undefined, () => now);
    await readUntil(watched.source, () => watched.states.at(-1)?.state === "live", {
      heardAt: now - breakMs,
    });
    return {
      minutes: fake.asked.at(-1)!.url.searchParams.get("backfill_minutes"),
      gaps: watched.gaps.length,
    };
  };
  assert.deepEqual(await askedAfter(90_000, true), { minutes: "3", gaps: 0 });
  assert.deepEqual(await askedAfter(600_000, true), { minutes: null, gaps: 1 });
  assert.deepEqual(await askedAfter(90_000, false), { minutes: null, gaps: 1 });
});

Deno.test("x gives what came before the stream says that it ends, and wants a token and a rule", async () => {
  const post = JSON.stringify({ data: { id: "1377650090978992134", text: "a" } });
  await using fake = startFake(createServer([post, disconnect]).answer);
  const watched = watch(create(fake.url));
  const read = await readUntil(watched.source, () => watched.states.some(({ state }) => state === "failed"));
  assert.equal(read.ids[0], "1377650090978992134");
  assert.deepEqual(read.dead, []);
  assert.match(watched.states.find(({ state }) => state === "failed")!.reason!, /operational-disconnect/);
  assert.throws(() => createX({ rule, token: "", perDay: 1 }), { name: "Fatal", message: /X_BEARER_TOKEN/ });
  assert.throws(() => createX({ token, perDay: 1 }), { name: "Fatal" });
});
