import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import { createHackerNews } from "./hackernews_live.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { shortLimits, watch } from "./live/tools_harness.ts";
import { readRecorded } from "./recorded_harness.ts";

const items = 30;
const firstId = 1001;
const lines = needsShared.ignore
  ? []
  : await readRecorded("hackernews/items_2016-01-30_2016-04-14.ndjson.gz");
// Numbered without holes, as all items together are.
const stories = lines.map((line) => JSON.parse(line)).filter(({ dead, deleted }) => !dead && !deleted)
  .slice(0, items).map((item, at) => ({ ...item, id: firstId + at }));

interface Shelf {
  newest: number;
  item(id: number): unknown;
  updates?: number[];
}

function replyFrom({ newest, item, updates = [] }: Shelf) {
  return ({ url }: Asked): Reply => {
    const id = Number(/^\/v0\/item\/(\d+)\.json$/.exec(url.pathname)?.[1]);
    const body = url.pathname === "/v0/maxitem.json"
      ? newest
      : url.pathname === "/v0/updates.json"
      ? { items: updates, profiles: [] }
      : item(id) ?? null;
    return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  };
}

const shelf: Shelf = { newest: firstId + items - 1, item: (id) => stories[id - firstId] };

testContract({
  name: "hackernews",
  ...needsShared,
  ids: stories.map(({ id }) => String(id)),
  createServer: () => replyFrom(shelf),
  // An item may answer under two numbers while it moves between servers.
  createDisorder: () =>
    replyFrom({ newest: firstId + 2 * items - 1, item: (id) => stories[(id - firstId) % items] }),
  create: (url) => createHackerNews({ url }),
  errorsInside: [{ body: '{"error":"busy"}', kind: "failed" }, { body: "null", kind: "failed" }],
  polls: true,
});

const story = (id: number) => ({ id, type: "story", time: 1_700_000_000, title: `Story ${id}`, score: 1 });

Deno.test("hackernews asks again for a number that is still empty, also after a restart, and gives up in the end", async () => {
  let filled = false;
  await using fake = startFake((asked) =>
    replyFrom({ newest: 3, item: (id) => id === 2 && !filled ? null : story(id) })(asked)
  );
  let now = Date.now();
  const first = await readUntil(
    watch(createHackerNews({ url: fake.url }), shortLimits, () => now).source,
    ({ ids }) => ids.length === 2,
  );
  assert.deepEqual(first.ids, ["1", "3"]);
  filled = true;
  const again = watch(createHackerNews({ url: fake.url }), shortLimits, () => now);
  assert.deepEqual((await readUntil(again.source, ({ ids }) => ids.length > 0, first.cursor)).ids, ["2"]);
  filled = false;
  now += 3_600_000;
  const late = watch(createHackerNews({ url: fake.url }), shortLimits, () => now);
  await readUntil(late.source, () => late.counts["is a number that was never filled"] === 1, first.cursor);
});

Deno.test("hackernews tells new scores of items that were read before, and what is gone", async () => {
  let now = Date.now();
  await using fake = startFake((asked) => {
    now += 30_000;
    const item = (id: number) => id === 2 ? { ...story(2), deleted: true } : { ...story(id), score: 50 };
    return replyFrom({ newest: 3, item, updates: [1, 2, 9] })(asked);
  });
  const watched = watch(createHackerNews({ url: fake.url }), shortLimits, () => now);
  const read = await readUntil(
    watched.source,
    ({ lines }) => lines.some((line) => line.includes('"engagement"')),
    {
      done: 3,
      missing: {},
    },
  );
  const counters = read.lines.map((line) => JSON.parse(line)).find(({ t }) => t === "engagement");
  assert.deepEqual([counters.id, counters.score, counters.createdAt], ["1", 50, 1_700_000_000_000]);
  assert.ok(!fake.asked.some(({ url }) => url.pathname.endsWith("/9.json")));
});
