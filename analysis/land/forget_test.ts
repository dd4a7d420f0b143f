import assert from "node:assert/strict";
import { encodeCoverage } from "../../ingest/coverage.ts";
import { encodeDead } from "../../ingest/dead_letter.ts";
import { encodeForget } from "../../ingest/forget.ts";
import { encodeDeletion, encodeEngagement } from "../../ingest/post.ts";
import { prepareLanding } from "./lander.ts";
import { batchOf, type Bench, postLine, withBench } from "./landing_harness.ts";
import { landBatch } from "./land_batch.ts";
import { recount } from "./recount.ts";

const at = Date.UTC(2026, 0, 10);
const minuteMs = 60_000;
const secret = "xyzzy";

const of = (stream: string, id: string, receivedAt = at, source = "x") =>
  postLine({ id, source, stream, receivedAt, text: `${secret} of ${stream}`, engagement: { likes: 3 } });
const forget = (stream: string, until = at) => encodeForget({ stream, until });
const dead = (stream: string, origin: string) =>
  encodeDead({ source: "x", stream, origin, stage: "decode", reason: "is bad", at }, secret);
const reading = (stream: string, id: string) =>
  encodeEngagement({ source: "x", stream, id, at: at + 1, receivedAt: at, likes: 9 });
const coverage = (stream: string) =>
  encodeCoverage({ kind: "connected", detail: "", at, source: "x", stream, from: at - minuteMs, to: at });

const everything = [
  ...["1", "2", "3"].map((id) => of("gone", id)),
  ...["4", "5"].map((id) => of("kept", id)),
  of("gone", "6", at, "rss"),
  dead("gone", "g:1"),
  dead("kept", "k:1"),
  reading("gone", "1"),
  reading("gone", "4"),
  reading("gone", "not yet"),
  coverage("gone"),
  coverage("kept"),
  encodeDeletion({ source: "x", stream: "gone", scope: "post", key: "3", at, receivedAt: at }),
];

async function check({ store, value }: Bench): Promise<unknown[]> {
  assert.deepEqual(await recount(store.writer), []);
  return [
    await value("select string_agg(id, ' ' order by id) from base.posts"),
    await value("select count(*) from base.dead_letters"),
    await value("select count(*) from base.coverage"),
    await value("select string_agg(source, ' ' order by source) from base.sources"),
  ];
}

Deno.test("a stream's data go, with all that was counted of them, and nothing of others does", () =>
  withBench(async (bench) => {
    await bench.land(everything);
    assert.deepEqual(await check(bench), ["1 2 3 4 5 6", 2, 2, "rss x"]);
    const { change } = await bench.land([forget("gone")]);
    assert.deepEqual(await check(bench), ["4 5", 1, 1, "x"]);
    assert.deepEqual([change.rewritten, change.minCreatedAt], [true, -Infinity], "pages look anew at all");
    assert.equal(await bench.value("select count(*) from base.engagement where id <> '4'"), 0);
    assert.equal(await bench.value("select likes from base.posts where id = '4'"), 9, "of a post that stays");
  }));

Deno.test("a stream's data do not come back by a replay of the log, in one batch or many, or after a restart", () =>
  withBench(async (bench) => {
    await bench.land([...everything, forget("gone")]);
    const landed = await check(bench);
    assert.deepEqual(landed, ["4 5", 1, 1, "x"]);
    await bench.land(everything);
    assert.deepEqual(await check(bench), ["4 5", 1, 1, "x"]);
    const lander = await prepareLanding(bench.store.writer);
    for (const line of everything) {
      const { next } = await bench.log.range("posts", 0);
      await bench.log.append("posts", [{ key: "", line }]);
      await landBatch(lander, bench.offsets, batchOf(next, [line]), Date.now());
    }
    assert.deepEqual(await check(bench), ["4 5", 1, 1, "x"]);
  }));

Deno.test("a stream whose data were deleted goes on with what arrives later, in the same batch too", () =>
  withBench(async (bench) => {
    const later = at + minuteMs;
    await bench.land([...everything, forget("gone"), of("gone", "7", later), of("gone", "1", later, "rss")]);
    assert.deepEqual((await check(bench))[0], "1 4 5 7");
    await bench.land([of("gone", "2", later), of("gone", "6", later, "rss")]);
    assert.deepEqual((await check(bench))[0], "1 2 4 5 6 7");
  }));

Deno.test("what was deleted at its source stays deleted, also where a stream's data went with it", () =>
  withBench(async (bench) => {
    await bench.land([...everything, forget("gone")]);
    await bench.land([of("other", "3", at + minuteMs)]);
    assert.equal(await bench.value("select deleted_at is not null from base.posts where id = '3'"), true);
    assert.doesNotMatch(String(await bench.value("select text from base.posts where id = '3'")), /xyzzy/);
    await check(bench);
  }));

Deno.test("an order to forget that is none becomes a dead letter", () =>
  withBench(async (bench) => {
    await bench.land(['{"v":1,"t":"forget","stream":"gone"}']);
    assert.equal(await bench.value("select count(*) from base.dead_letters where stage = 'land'"), 1);
  }));
