import assert from "node:assert/strict";
import { encodeCorrection } from "../../ingest/correction.ts";
import { encodeDead } from "../../ingest/dead_letter.ts";
import { landBatch } from "./land_batch.ts";
import { prepareLanding } from "./lander.ts";
import { batchOf, postLine, withBench } from "./landing_harness.ts";

Deno.test("a landing keeps no rows of earlier ones in its temporary tables, not even deleted ones", () =>
  withBench(async ({ land, value }) => {
    const dead = { source: "x", stream: "s", stage: "decode" as const, reason: "r", at: 1e12 };
    for (let i = 0; i < 4; i++) {
      await land([
        postLine({ id: `${i}` }),
        postLine({ id: "again" }),
        encodeDead({ ...dead, origin: `${i}` }, ""),
      ]);
    }
    assert.equal(
      await value("select max(estimated_size) from duckdb_tables() where temporary"),
      2,
      "rows that a scan goes past, deleted ones too",
    );
  }));

Deno.test("prepareLanding() goes on where the database stands", () =>
  withBench(async ({ land, store, offsets, value }) => {
    const times = [Date.UTC(2026, 0, 1), Date.UTC(2020, 0, 1)];
    const [first, moved] = times.map((createdAt) =>
      postLine({ id: "1", source: "rss", createdAt }, "unstable")
    );
    await land([first!]);
    const lander = await prepareLanding(store.writer);
    const stable = moved!.replace('"time":"unstable"', '"time":"stable"');
    const again = await landBatch(lander, offsets, batchOf(1n, [stable, postLine({ id: "2" })]), Date.now());
    assert.deepEqual([again.landed, again.duplicates, again.change.landing], [1, 1, 2]);
    assert.equal(again.firstReal, false);
    assert.equal(await value("select sum(posts) from base.sources"), 2);
  }));

Deno.test("the terms of a post, which stand in one text, are seen as the list that was landed", () =>
  withBench(async ({ land, store }) => {
    await land([
      postLine({ id: "1", text: "Storm over a quiet harbour" }),
      postLine({ id: "2", text: "the a of" }),
    ]);
    const terms = (id: string) => `select terms from posts where id = '${id}'`;
    assert.deepEqual(await store.writer.rows(terms("1")), [{ terms: ["storm", "quiet", "harbour"] }]);
    assert.deepEqual(await store.writer.rows(terms("2")), [{ terms: [] }]);
    assert.deepEqual(await store.writer.rows("select count(*) as n from (select unnest(terms) from posts)"), [
      { n: 3 },
    ]);
  }));

Deno.test("half of a character in a correction, which no database takes, does not stop landing", () =>
  withBench(async ({ land, store }) => {
    const at = Date.UTC(2026, 0, 2);
    const said = { entry: "c", source: "x", id: "1", mood: -1, by: "ann\uD83D", at } as const;
    const result = await land([postLine({ id: "1" }), encodeCorrection(said)]);
    assert.deepEqual([result.landed, result.changed, result.dead], [1, 1, 0]);
    assert.deepEqual(
      await store.writer.rows("select p.mood, corrected_by from posts p join base.corrections using (id)"),
      [
        { mood: -1, corrected_by: "ann\uFFFD" },
      ],
    );
  }));
