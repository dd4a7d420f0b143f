import assert from "node:assert/strict";
import { encodeCoverage } from "../../ingest/coverage.ts";
import { encodeDead } from "../../ingest/dead_letter.ts";
import { landBatch } from "./land_batch.ts";
import { changeOf } from "./change_of.ts";
import { batchOf, postLine, withBench } from "./landing_harness.ts";
import { noSpan } from "./searches.ts";

const hourMs = 3_600_000;
const at = Date.UTC(2026, 0, 1, 12);

Deno.test("landBatch() lands rows with all their fields, rollup and offset", () =>
  withBench(async (bench) => {
    const result = await bench.land([
      postLine({ id: "1", text: "I love #Sunny days with @Ann, $AAPL https://a.example/b" }),
      postLine({
        id: "2",
        title: "T",
        text: "terrible",
        author: "bob",
        lang: "en",
        rules: ["r1", "r2"],
        reach: 12,
        sensitive: true,
        engagement: { likes: 3, score: -1 },
        url: "https://x.com/bob/status/2",
        createdAt: at + 61_000,
      }),
    ]);
    assert.deepEqual(
      { landed: result.landed, duplicates: result.duplicates, dead: result.dead, change: result.change },
      {
        landed: 2,
        duplicates: 0,
        dead: 0,
        change: changeOf(
          1,
          { ...result, readings: 0, corrections: 0, rules: 0 },
          [{ oldest: at, newest: at + 61_000 }],
          noSpan,
          true,
        ),
      },
    );
    const rows = await bench.store.writer.rows(
      `select id, author, title, rules, reach, sensitive, likes, replies, score,
      hashtags, mentions, links, cashtags, mood, created_at, landing from base.posts order by id`,
    );
    assert.deepEqual(rows, [
      {
        id: "1",
        author: null,
        title: null,
        rules: null,
        reach: null,
        sensitive: null,
        likes: null,
        replies: null,
        score: null,
        hashtags: ["sunny"],
        mentions: ["ann"],
        links: ["https://a.example/b"],
        cashtags: ["AAPL"],
        mood: 1,
        created_at: at,
        landing: 1,
      },
      {
        id: "2",
        author: "bob",
        title: "T",
        rules: ["r1", "r2"],
        reach: 12,
        sensitive: true,
        likes: 3,
        replies: null,
        score: -1,
        hashtags: [],
        mentions: [],
        links: [],
        cashtags: [],
        mood: -1,
        created_at: at + 61_000,
        landing: 1,
      },
    ]);
    assert.deepEqual(
      await bench.store.writer.rows("select minute, posts, negative, positive from minutes order by minute"),
      [{ minute: at, posts: 1, negative: 0, positive: 1 }, {
        minute: at + 60_000,
        posts: 1,
        negative: 1,
        positive: 0,
      }],
    );
    assert.equal(await bench.value("select next from base.offsets"), 2);
  }));

Deno.test("landBatch() counts what comes again as duplicates and changes nothing", () =>
  withBench(async (bench) => {
    const lines = [postLine({ id: "1" }), postLine({ id: "2" }), postLine({ id: "1", text: "other" })];
    assert.equal((await bench.land(lines)).duplicates, 1);
    const before = await bench.store.writer.rows("select * from base.posts order by id");
    const again = await bench.land(lines);
    assert.deepEqual([again.landed, again.duplicates], [0, 3]);
    assert.deepEqual(await bench.store.writer.rows("select * from base.posts order by id"), before);
    assert.equal(await bench.value("select sum(posts) from minutes"), 2);
    assert.equal(before[0]!.text, "a good day for 1", "the first version that landed stays");
  }));

Deno.test("landBatch() finds an earlier landing whatever time the same id now has, where times are unstable", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1", source: "rss" }, "unstable")]);
    const moved = postLine({ id: "1", source: "rss", createdAt: at - 900 * hourMs }, "unstable");
    assert.equal((await bench.land([moved])).duplicates, 1);
  }));

Deno.test("landBatch() finds a shifted landing when the same posts come with their own times", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1", createdAt: at }, "unstable")]);
    const own = postLine({ id: "1", createdAt: at - 100_000 * hourMs / 10 }, "fromId");
    assert.equal((await bench.land([own])).duplicates, 1);
  }));

Deno.test("landBatch() drops what is landed already and refuses what lies beyond", () =>
  withBench(async (bench) => {
    const lines = ["1", "2", "3"].map((id) => postLine({ id }));
    await bench.land(lines);
    const overlapping = batchOf(1n, [...lines.slice(1), postLine({ id: "4" })]);
    const result = await landBatch(bench.lander, bench.offsets, overlapping, Date.now());
    assert.deepEqual([result.landed, result.duplicates], [1, 0]);
    assert.equal(bench.offsets.next, 4n);
    await assert.rejects(
      landBatch(bench.lander, bench.offsets, batchOf(5n, [postLine({ id: "5" })]), 0),
      {
        name: "Fatal",
        message: /partition 0: landed offset is 4, batch was fetched from 5/,
      },
    );
    assert.equal(await bench.value("select count(*) from base.posts"), 4);
  }));

Deno.test("landBatch() turns bad lines into dead letters and lands the rest", () =>
  withBench(async (bench) => {
    const good = postLine({ id: "good" });
    const about = { source: "x", stream: "s", origin: "o", stage: "decode" as const, reason: "r", at: 1e12 };
    const letter = encodeDead(about, "{");
    const bad = [
      "",
      "[]",
      '{"v":1,"t":"post",',
      `{"v":1,"t":"post",${"[".repeat(100_000)}`,
      '{"v":2,"t":"post","id":"future"}',
      '{"v":1,"t":"weather","id":"1"}',
      '{"v":1,"t":"dead","reason":1}',
      '{"v":1,"t":"dead",{{{',
      letter.replace('"at":1000000000000', '"at":1e300'),
      letter.replace('"bytes":"ew=="', '"bytes":"ew="'),
      good.replace('"id":"good"', '"id":null'),
      good.replace('"id":"good",', ""),
      good.replace(`"createdAt":${at}`, '"createdAt":"noon"'),
      good.replace(`"createdAt":${at}`, '"createdAt":1e300'),
      good.replace(`"createdAt":${at}`, '"createdAt":9000000000000000000'),
      good.replace('"source":"x"', '"source":"\\ud800"'),
    ];
    for (const line of bad) {
      assert.deepEqual(await counts(withBench((alone) => alone.land([line]))), [0, 0, 1], line.slice(0, 300));
    }
    const result = await bench.land([...bad.slice(0, 5), good, ...bad.slice(5)]);
    assert.deepEqual([result.landed, result.duplicates, result.dead], [1, 0, bad.length]);
    const kept = await bench.store.writer.rows<{ text: string }>(
      "select decode(bytes) as text from base.dead_letters where stage = 'land'",
    );
    assert.deepEqual(
      kept.map(({ text }) => text).sort(),
      bad.map((line) => line.slice(0, 65_536)).sort(),
      "each with its own bytes, up to 64 KiB",
    );
    assert.equal(bench.offsets.next, BigInt(bad.length + 1));
  }));

Deno.test("landBatch() keeps a dead letter once, however often its input is read", () =>
  withBench(async (bench) => {
    const about = { source: "x", stream: "s", stage: "decode" as const, reason: "is cut", at: 1e12 };
    const lines = [1, 2].map((line) => encodeDead({ ...about, origin: `a.ndjson:${line}` }, "{"));
    assert.deepEqual(await counts(bench.land(lines)), [0, 0, 2]);
    assert.deepEqual(await counts(bench.land([...lines, lines[0]!])), [0, 3, 0]);
    assert.equal(await bench.value("select count(*) from dead_letters"), 2);
  }));

Deno.test("landBatch() notes in coverage what analysts could not read, once", () =>
  withBench(async (bench) => {
    const line = encodeCoverage({ kind: "log-gap", detail: "offsets 3 to 9", at });
    const broken = [line.slice(0, -1), line.replace(String(at), "1e300"), line.replace("log-gap", "weather")];
    assert.deepEqual(await counts(bench.land([line, postLine({ id: "1" }), line])), [1, 0, 0]);
    assert.deepEqual(await counts(bench.land([line, ...broken])), [0, 0, broken.length]);
    const rows = await bench.store.writer.rows("select noticed_at, kind, detail from coverage");
    assert.deepEqual(rows, [{ noticed_at: at, kind: "log-gap", detail: "offsets 3 to 9" }]);
  }));

Deno.test("landBatch() notes in coverage what streams say of a span of time, once, and refuses half a span", () =>
  withBench(async (bench) => {
    const about = { source: "x", stream: "live", detail: "limit of the interface", at, from: at - hourMs };
    const sampled = encodeCoverage({ ...about, kind: "sampled", to: at, seen: 0.25 });
    const open = encodeCoverage({ ...about, kind: "gap" });
    const { from: _, ...spanless } = about;
    const broken = [encodeCoverage({ ...spanless, kind: "gap" }), sampled.replace("0.25", "25")];
    assert.deepEqual(await counts(bench.land([sampled, open, sampled, ...broken])), [0, 0, broken.length]);
    assert.deepEqual(
      await bench.store.writer.rows("select kind, stream, from_at, to_at, seen from coverage order by kind"),
      [
        { kind: "gap", stream: "live", from_at: at - hourMs, to_at: null, seen: null },
        { kind: "sampled", stream: "live", from_at: at - hourMs, to_at: at, seen: 0.25 },
      ],
    );
  }));

Deno.test("landBatch() hides the sample stream when the first real post lands, not before", () =>
  withBench(async (bench) => {
    const sample = await bench.land([postLine({ id: "s", source: "sample" })]);
    assert.equal(sample.firstReal, false);
    const dead = { source: "x", stream: "s", origin: "o", stage: "decode" as const, reason: "r", at: 1e12 };
    assert.equal(
      (await bench.land([encodeDead(dead, "{")])).firstReal,
      false,
      "a stream that fails does not",
    );
    assert.equal(await bench.value("select count(*) from posts"), 1);
    assert.equal((await bench.land([postLine({ id: "1" })])).firstReal, true);
    assert.equal(await bench.value("select string_agg(source) from posts"), "x");
    assert.equal(await bench.value("select string_agg(source) from minutes"), "x");
    assert.equal((await bench.land([postLine({ id: "2" })])).firstReal, false);
  }));

Deno.test("landBatch() counts posts more than an hour behind the live edge of their source as late", () =>
  withBench(async ({ land }) => {
    const at = Date.UTC(2026, 0, 1, 12);
    const post = (id: string, minutes: number, source = "x") =>
      postLine({ id, source, createdAt: at - minutes * 60_000 });
    assert.equal((await land([post("1", 0), post("2", 600)])).late, 0, "nothing was there to be behind");
    assert.equal((await land([post("3", 60), post("4", 61), post("5", 600, "reddit")])).late, 1);
  }));

Deno.test("landBatch() never lets a post from the future move the live edge", () =>
  withBench(async (bench) => {
    const receivedAt = at + hourMs;
    await bench.land([
      postLine({ id: "now", createdAt: at, receivedAt }),
      postLine({ id: "ahead", createdAt: receivedAt + 2 * hourMs, receivedAt }),
    ]);
    await using snapshot = await bench.store.reads.snapshot();
    assert.deepEqual(snapshot.moment, { landing: 1, liveEdge: at, oldest: at, simulated: false });
  }));

Deno.test("a snapshot sees one landing, also while others commit", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1" })]);
    await using snapshot = await bench.store.reads.snapshot();
    await bench.land([postLine({ id: "2" })]);
    const count = await snapshot.query("select count(*) from posts", [], { deadlineMs: 30_000, maxRows: 1 });
    assert.deepEqual([snapshot.moment.landing, count.values[0]![0]], [1, 1]);
  }));

async function counts(
  landing: Promise<{ landed: number; duplicates: number; dead: number }>,
): Promise<number[]> {
  const { landed, duplicates, dead } = await landing;
  return [landed, duplicates, dead];
}
