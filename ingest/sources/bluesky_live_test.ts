import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { bluesky } from "./bluesky.ts";
import { createBluesky } from "./bluesky_live.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { shortLimits, watch } from "./live/tools_harness.ts";
import { readRecorded } from "./recorded_harness.ts";

const lines = needsShared.ignore ? [] : await readRecorded("bluesky/jetstream-v1_2026-07-04.ndjson.gz");
const ids = lines.flatMap((line) => [...bluesky.decode(JSON.parse(line))]).flatMap((decoded) =>
  "post" in decoded ? [String(decoded.post.id)] : []
);

function replyWith(messages: string[]) {
  return ({ url }: Asked): Reply => {
    const cursor = Number(url.searchParams.get("cursor") ?? 0);
    return { messages: messages.filter((line) => JSON.parse(line).time_us >= cursor) };
  };
}

testContract({
  name: "bluesky, older wire,",
  ...needsShared,
  ids,
  createServer: () => replyWith(lines),
  createDisorder: () => replyWith([...lines, ...lines.toReversed()]),
  create: (url) => createBluesky({ url: `${url.replace("http", "ws")}/subscribe` }),
  errorsInside: [],
  polls: false,
});

// The newer wire says the same in frames.
const frames = lines.map((line) => {
  const { did, time_us: timeUs, kind, commit, account } = JSON.parse(line);
  const time = new Date(timeUs / 1000).toISOString();
  const payload = {
    $type: `network.bsky.jetstream.subscribeEvents#${kind}`,
    seq: 1,
    did,
    time,
    ...commit,
    account,
  };
  return { timeUs, frame: JSON.stringify({ $type: "message", payload }) };
});
const info =
  `{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor"}}`;
const tooSlow = `{"$type":"error","error":"ConsumerTooSlow"}`;

function replyInFrames(order: typeof frames) {
  let asked = 0;
  return ({ url }: Asked): Reply => {
    assert.equal(url.searchParams.get("collections"), "app.bsky.feed.post");
    assert.deepEqual(url.searchParams.getAll("kinds"), ["commit", "account"]);
    const cursor = Number(url.searchParams.get("cursor") ?? 0);
    const messages = order.filter(({ timeUs }) => timeUs >= cursor).map(({ frame }) => frame);
    return { messages: asked++ === 0 ? [info, ...messages.slice(0, 100), tooSlow] : messages };
  };
}

testContract({
  name: "bluesky, newer wire,",
  ...needsShared,
  ids,
  createServer: () => replyInFrames(frames),
  createDisorder: () => replyInFrames([...frames, ...frames.toReversed()]),
  create: (url) =>
    createBluesky({ url: `${url.replace("http", "ws")}/xrpc/network.bsky.jetstream.subscribeEvents` }),
  errorsInside: [],
  polls: false,
});

const event = (timeUs: number) =>
  JSON.stringify({ did: "did:plc:a", time_us: timeUs, kind: "identity", identity: {} });

Deno.test("bluesky asks from 5 s before its cursor on, and says which time is missing", async () => {
  const now = Date.UTC(2026, 6, 4);
  const back = now - 40 * 3_600_000;
  await using fake = startFake(() => ({
    messages: [event((now - 36 * 3_600_000) * 1000), event(now * 1000)],
  }));
  const watched = watch(createBluesky({ url: fake.url.replace("http", "ws") }), shortLimits, () => now);
  const enough = () => watched.states.at(-1)?.state === "live";
  const { cursor, lines } = await readUntil(watched.source, enough, { timeUs: back * 1000 });
  assert.equal(fake.asked[0]!.url.searchParams.get("cursor"), String((back - 5000) * 1000));
  assert.equal(watched.gaps.length, 1);
  assert.equal(watched.gaps[0]!.fromMs, back);
  assert.deepEqual(cursor, { timeUs: now * 1000 });
  const noted = lines.map((line) => JSON.parse(line)).map(({ kind, from, to }) => [kind, from, to]);
  const held = now - 36 * 3_600_000;
  assert.deepEqual(noted, [["gap", back, held], ["connected", held, now]]);
  assert.deepEqual(watched.counts, { "says something about identity, not posts": 2 });
});

Deno.test("bluesky takes no cursor from the future, and keeps what is no JSON as a dead letter", async () => {
  await using fake = startFake(() => ({ messages: [event(9e17), '{"did":', event(1000)] }));
  const watched = watch(createBluesky({ url: fake.url.replace("http", "ws") }));
  const { cursor, dead } = await readUntil(watched.source, ({ dead }) => dead.length > 0);
  assert.deepEqual(cursor, { timeUs: 1000 });
  assert.deepEqual(dead, ["is not JSON"]);
});

Deno.test("bluesky gives up a cursor that the server does not accept, and says so", async () => {
  await using fake = startFake(({ url }) =>
    url.searchParams.has("cursor")
      ? { status: 400, body: "CursorTooOld" }
      : { messages: [event(Date.now() * 1000)] }
  );
  const watched = watch(createBluesky({ url: fake.url.replace("http", "ws") }));
  await readUntil(watched.source, () => watched.states.at(-1)?.state === "live", { timeUs: 5e14 });
  assert.equal(watched.gaps.length, 1);
});
