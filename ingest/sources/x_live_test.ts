import assert from "node:assert/strict";
import { Fatal } from "../base/errors.ts";
import { needsShared } from "../base/test_needs.ts";
import { testContract } from "./live/contract_harness.ts";
import { startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { createX } from "./x_live.ts";
import { climate, createServer, token } from "./x_server_harness.ts";
import { readRecorded } from "./recorded_harness.ts";

// Recorded lines of a filtered stream; the last of them was cut when it was recorded.
const lines = needsShared.ignore
  ? []
  : (await readRecorded("twitter-v2/twarc_streaming_output_with_error.ndjson.gz")).slice(0, -1);
const ids = lines.map((line) => JSON.parse(line).data.id);
const disconnect = JSON.stringify({
  errors: [{
    title: "operational-disconnect",
    disconnect_type: "UpstreamOperationalDisconnect",
    detail: "reset",
  }],
});

const base = { topics: ["climate"], rules: () => [climate], token };
const create = (url: string) => createX({ ...base, perDay: 100_000, backfill: true, url });

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

Deno.test({
  name: "x stops when its budget is spent, also after a restart, and says when it goes on",
  ...needsShared,
  async fn() {
    await using fake = startFake(createServer(lines).answer);
    const now = Date.UTC(2026, 0, 1, 12, 0, 0);
    const frugal = () => watch(createX({ ...base, perDay: 120, url: fake.url }), undefined, () => now);
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
  const capped = createX({ ...base, perDay: 12_000, perHour: 12, url: fake.url });
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
    const adapter = createX({ ...base, perDay: 1000, backfill, url: fake.url });
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

Deno.test("x gives what came before the stream says that it ends, and wants a token and topics", async () => {
  const post = JSON.stringify({ data: { id: "1377650090978992134", text: "a" } });
  await using fake = startFake(createServer([post, disconnect]).answer);
  const watched = watch(create(fake.url));
  const read = await readUntil(watched.source, () => watched.states.some(({ state }) => state === "failed"));
  assert.equal(read.ids[0], "1377650090978992134");
  assert.deepEqual(read.dead, []);
  assert.match(watched.states.find(({ state }) => state === "failed")!.reason!, /operational-disconnect/);
  const refused = (more: object, message: RegExp) =>
    assert.throws(() => createX({ ...base, perDay: 1, ...more }), { name: "Fatal", message });
  refused({ token: "" }, /X_BEARER_TOKEN/);
  refused({ topics: [] }, /name followed topics/);
  refused({
    rules() {
      throw new Fatal("Its topic is no longer followed");
    },
  }, /no longer followed/);
});
