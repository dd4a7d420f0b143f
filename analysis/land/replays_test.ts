import assert from "node:assert/strict";
import { encodeDead, encodeReplay } from "../../ingest/dead_letter.ts";
import { encodePost } from "../../ingest/post.ts";
import { analyseLine } from "../text/analyse_line.ts";
import { clearLetters } from "./clear_letters.ts";
import { type Bench, postLine, withBench } from "./landing_harness.ts";

const about = { source: "x", stream: "s", origin: "a:1", stage: "decode", reason: "is bad", at: 0 } as const;
const letters = "select string_agg(reason || ' ' || state, ', ' order by reason) from dead_letters";
const idOf = async ({ value }: Bench, reason = "is bad") =>
  String(await value(`select id from dead_letters where reason = '${reason}'`));
const replayOf = (letter: string, ...lines: string[]) => analyseLine(encodeReplay(letter, lines));

Deno.test("a replayed letter lands once and is settled in the same landing, however often it is sent", () =>
  withBench(async (bench) => {
    const { land, value } = bench;
    await land([encodeDead(about, "bytes")]);
    const id = await idOf(bench);
    const first = await land([replayOf(id, postLine({ id: "1" })), replayOf(id, postLine({ id: "2" }))]);
    assert.deepEqual([first.landed, first.duplicates, first.dead], [1, 1, 0]);
    assert.ok(first.change.views.includes("dead_letters"));
    assert.equal(await value(letters), "is bad replayed");
    const several = await land([encodeDead({ ...about, origin: "a:2", reason: "two" }, "bytes")]);
    assert.equal(several.dead, 1);
    const both = await land([
      replayOf(await idOf(bench, "two"), postLine({ id: "8" }), postLine({ id: "9" })),
    ]);
    assert.deepEqual([both.landed, both.duplicates], [2, 0]);
    const again = await land([replayOf(id, postLine({ id: "3" })), postLine({ id: "4" })]);
    assert.deepEqual([again.landed, again.duplicates], [1, 1]);
    assert.equal(await value("select string_agg(id, ' ' order by id) from posts"), "1 4 8 9");
    assert.equal(await value("select min(landing) from base.settled_letters"), first.change.landing);
  }));

Deno.test("a replay that fails leaves its letter open and lands nothing", () =>
  withBench(async (bench) => {
    const { land, store, value } = bench;
    await land([encodeDead(about, "bytes")]);
    const id = await idOf(bench);
    await store.writer.exec("alter table base.settled_letters rename to hidden");
    await assert.rejects(land([replayOf(id, postLine({ id: "1" }))]), /settled_letters/);
    await store.writer.exec("alter table base.hidden rename to settled_letters");
    assert.equal(await value("select count(*) from posts"), 0);
    assert.equal(await value("select count(*) from dead_letters where state = 'open'"), 1);
  }));

Deno.test("a replay that is refused again is a new letter, by the analyst and by landing, also with equal bytes", () =>
  withBench(async (bench) => {
    const { land, value } = bench;
    await land([encodeDead(about, "bytes")]);
    await land([replayOf(await idOf(bench), "no JSON")]);
    assert.equal(
      await value("select count(*) from dead_letters where state = 'open' and stage = 'analyse'"),
      1,
    );
    const noPost = '{"v":1,"t":"post","source":"x"}';
    await land([noPost]);
    const reason = "lacks a required field, or one is of the wrong type";
    for (let turn = 1; turn <= 3; turn++) {
      const id = String(
        await value(`select id from dead_letters where reason = '${reason}' and state = 'open'`),
      );
      const { dead } = await land([encodeReplay(id, [noPost])]);
      assert.equal(dead, 1);
      assert.equal(await value(`select count(*) from dead_letters where reason = '${reason}'`), turn + 1);
    }
    assert.equal(await value("select count(*) from dead_letters where state = 'open'"), 2);
  }));

Deno.test("a letter that is given up is settled and lands nothing", () =>
  withBench(async (bench) => {
    const { land, value } = bench;
    await land([encodeDead(about, "bytes")]);
    const { landed, duplicates, dead } = await land([replayOf(await idOf(bench))]);
    assert.deepEqual([landed, duplicates, dead], [0, 0, 0]);
    assert.equal(await value(letters), "is bad discarded");
  }));

Deno.test("a replay that comes before its letter, as a log that is read anew brings it, settles it all the same", () =>
  withBench(async (bench) => {
    const other = await withBench(async (bench) => {
      await bench.land([encodeDead(about, "bytes")]);
      return await idOf(bench);
    });
    const { landed } = await bench.land([replayOf(other, postLine({ id: "1" }))]);
    assert.equal(landed, 1);
    await bench.land([encodeDead(about, "bytes")]);
    assert.equal(await bench.value(letters), "is bad replayed");
  }));

Deno.test("a replay whose envelope is broken is a dead letter itself", () =>
  withBench(async ({ land, value }) => {
    const post = encodePost({
      source: "x",
      id: "1",
      revision: 0,
      stream: "s",
      createdAt: Date.UTC(2026, 0, 1),
      receivedAt: Date.UTC(2026, 0, 1),
      text: "x",
    }, "stable");
    const broken = [{ v: 1, t: "replay", lines: [post] }, { v: 1, t: "replay", letter: "a" }]
      .map((envelope) => JSON.stringify(envelope));
    const { landed, dead } = await land([...broken.map((line) => analyseLine(line)), ...broken]);
    assert.deepEqual([landed, dead], [0, 4]);
    assert.equal(await value("select count(*) from base.settled_letters"), 0);
  }));

Deno.test("clearLetters() clears the bytes of letters settled more than 7 days ago, and no others", () =>
  withBench(async (bench) => {
    const { land, store, value } = bench;
    await land([encodeDead(about, "old"), encodeDead({ ...about, reason: "open" }, "new")]);
    await land([replayOf(await idOf(bench), postLine({ id: "1" }))]);
    const kept = "select string_agg(reason, ', ') from base.dead_letters where octet_length(bytes) > 0";
    const day = 86_400_000;
    await clearLetters(store.writer, Date.now() + 6 * day);
    assert.equal(await value(kept), "is bad, open");
    await clearLetters(store.writer, Date.now() + 8 * day);
    assert.equal(await value(kept), "open");
  }));
