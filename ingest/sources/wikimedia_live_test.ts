import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { readRecorded } from "./recorded_harness.ts";
import { createWikimedia } from "./wikimedia_live.ts";

const lines = needsShared.ignore ? [] : await readRecorded("wikipedia/recentchange_2023-07-29.ndjson.gz");
const changes = lines.map((line) => JSON.parse(line));
const ids = changes.filter(({ bot, type }) => !bot && (type === "edit" || type === "new")).map(({ meta }) =>
  meta.id
);

const headers = { "content-type": "text/event-stream; charset=utf-8" };

// As EventStreams does: the id of an event says where it stands, and the stream goes on behind it.
function replyFrom(order: string[]) {
  return (asked: Asked): Reply => {
    const last = asked.headers.get("last-event-id");
    const from = last === null ? 0 : JSON.parse(last)[0].offset + 1;
    const frames = order.slice(from).map((line, at) =>
      `id: [{"topic":"eqiad","partition":0,"offset":${from + at}}]\nevent: message\ndata: ${line}\n\n`
    );
    return { headers, stream: [":ok\n\n", ...frames] };
  };
}

testContract({
  name: "wikimedia",
  ...needsShared,
  ids,
  createServer: () => replyFrom(lines),
  createDisorder: () => replyFrom([...lines, ...lines.toReversed()]),
  create: (url) => createWikimedia({ url: `${url}/v2/stream/recentchange` }),
  errorsInside: [{ body: '{"error":"busy"}', kind: "failed" }],
  polls: false,
});

Deno.test({
  name: "wikimedia leaves out programs and wikis that are not followed, and counts them",
  ...needsShared,
  async fn() {
    const foreign = JSON.stringify({ ...changes[0], server_name: "de.wikipedia.org" });
    const robot = JSON.stringify({ ...changes[0], bot: true });
    await using fake = startFake(replyFrom([foreign, robot, "{", lines[0]!]));
    const watched = watch(createWikimedia({ url: fake.url, wikis: "en.wikipedia.org" }));
    const read = await readUntil(watched.source, (read) => read.ids.length > 0);
    assert.deepEqual(read.dead, ["is not JSON"]);
    assert.deepEqual(watched.counts, {
      "is an edit by a program": 1,
      "is of a wiki that is not followed": 1,
    });
  },
});

Deno.test("wikimedia refuses what is no wiki", () => {
  assert.throws(() => createWikimedia({ wikis: "en" }), { name: "Fatal" });
});
