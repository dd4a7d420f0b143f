import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { createMastodon } from "./mastodon_live.ts";
import { readRecorded } from "./recorded_harness.ts";

interface Status {
  id: string;
  uri: string;
}

// Recorded statuses of several servers, in one order: ids of a server ascend.
const recorded: Status[] = needsShared.ignore
  ? []
  : (await readRecorded("mastodon/timeline-pages.ndjson.gz")).flatMap((line) => JSON.parse(line).body);
const statuses = [...new Map(recorded.map((status) => [status.uri, status])).values()]
  .map((status, at) => ({ ...status, id: String(109_000_000_000_000_000n + BigInt(at)) }));
const uris = statuses.map(({ uri }) => uri);
const token = "s3cret-mastodon-token";
const json = { "content-type": "application/json; charset=utf-8" };
const events = { "content-type": "text/event-stream" };

// The newest page first; then what came after an id, the oldest of it first, as a page in descending order.
function pageOf(all: Status[], { url }: Asked): Reply {
  const minId = url.searchParams.get("min_id");
  const limit = Number(url.searchParams.get("limit"));
  const page = minId === null ? all.slice(-limit) : all.filter(({ id }) => id > minId).slice(0, limit);
  return { headers: json, body: JSON.stringify(page.toReversed()) };
}

// Who asks for the newest is told that there are 40 yet.
function pollServer(shuffle: (page: Status[]) => Status[] = (page) => page) {
  return (question: Asked): Reply => {
    assert.equal(question.url.pathname, "/api/v1/timelines/public");
    assert.equal(question.headers.get("authorization"), null);
    const there = question.url.searchParams.has("min_id") ? statuses : statuses.slice(0, 40);
    const reply = pageOf(there, question);
    return "body" in reply ? { ...reply, body: JSON.stringify(shuffle(JSON.parse(reply.body))) } : reply;
  };
}

testContract({
  name: "mastodon, polled,",
  ...needsShared,
  ids: uris,
  createServer: () => pollServer(),
  createDisorder: () => pollServer((page) => [...page.toReversed(), ...page]),
  create: (url) => createMastodon({ what: "mastodon.test", token: "", url }),
  errorsInside: [{ body: '{"error":"This method requires an authenticated user"}', kind: "failed" }],
  polls: true,
});

const half = Math.floor(statuses.length / 2);
const frame = (event: string, data: string) => `event: ${event}\ndata: ${data}\n\n`;

// The stream brings the first of the second half and the end; what is between came while nobody listened.
function streamServer(order: (stream: Status[]) => Status[] = (stream) => stream) {
  return (asked: Asked): Reply => {
    assert.equal(
      asked.url.pathname.endsWith("/instance") ? null : `Bearer ${token}`,
      asked.headers.get("authorization"),
    );
    if (asked.url.pathname === "/api/v2/instance") {
      const streaming = `ws://${asked.headers.get("host")}`;
      return { headers: json, body: JSON.stringify({ configuration: { urls: { streaming } } }) };
    }
    if (asked.url.pathname.startsWith("/api/v1/timelines/")) {
      const minId = asked.url.searchParams.get("min_id");
      return pageOf(minId === null ? statuses.slice(0, 40) : statuses.slice(0, -2), asked);
    }
    assert.equal(asked.url.pathname, "/api/v1/streaming/public");
    const stream = order(statuses.slice(half)).filter((_, at) => at < 3 || at > 10);
    return {
      headers: events,
      stream: [":)\n\n", ...stream.map((status) => frame("update", JSON.stringify(status)))],
    };
  };
}

testContract({
  name: "mastodon, streamed,",
  ...needsShared,
  ids: uris,
  createServer: () => streamServer(),
  createDisorder: () => streamServer((stream) => [...stream, ...stream.toReversed()]),
  create: (url) => createMastodon({ what: "mastodon.test", token, url }),
  errorsInside: [{ body: '{"error":"The access token is invalid"}', kind: "failed" }],
  polls: false,
});

Deno.test({
  name: "mastodon tells deletions by uri, edits as later versions, and leaves out what it does not know",
  ...needsShared,
  async fn() {
    const [one, other] = statuses as [Status, Status];
    const edit = { ...other, edited_at: "2026-01-01T00:00:00Z" };
    await using fake = startFake((asked) => {
      if (!asked.url.pathname.startsWith("/api/v1/streaming")) {
        return { headers: json, body: asked.url.pathname === "/api/v2/instance" ? "{}" : "[]" };
      }
      const stream = [
        frame("update", JSON.stringify(one)),
        frame("delete", one.id),
        frame("delete", "5"),
        frame("filters_changed", "undefined"),
        frame("update", "{"),
        frame("status.update", JSON.stringify(edit)),
      ];
      return { headers: events, stream };
    });
    const watched = watch(createMastodon({ what: "mastodon.test/tags/cats", token, url: fake.url }));
    const read = await readUntil(watched.source, ({ lines }) => lines.length >= 4);
    const lines = read.lines.map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ t }) => t), ["post", "delete", "dead", "edit"]);
    assert.equal(lines[1].key, one.uri);
    assert.deepEqual(watched.counts, {
      "is the deletion of a status that was not seen": 1,
      "is an event that is about no status": 1,
    });
    assert.ok(fake.asked.some(({ url }) => url.pathname === "/api/v1/timelines/tag/cats"));
    assert.ok(fake.asked.some(({ url }) => url.searchParams.get("tag") === "cats"));
  },
});

Deno.test("mastodon wants a server, and says so when it shows nothing without an account", async () => {
  for (const what of ["", "mastodon", "https://mastodon.social", "mastodon.social/@ada"]) {
    assert.throws(() => createMastodon({ what, token: "" }), { name: "Fatal" });
  }
  await using fake = startFake(() => ({
    status: 422,
    body: '{"error":"This method requires an authenticated user"}',
  }));
  const watched = watch(createMastodon({ what: "mastodon.test", token: "", url: fake.url }));
  await readUntil(watched.source, () => watched.states.some(({ state }) => state === "failed"));
  assert.match(watched.states.at(-2)!.reason!, /members only/);
});
