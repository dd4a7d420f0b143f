import assert from "node:assert/strict";
import { openOffsets } from "./offsets.ts";
import { landBatch } from "./land_batch.ts";
import { batchOf, postLine, withBench } from "./landing_harness.ts";
import { openLandingLog } from "./landing_log_harness.ts";

const lines = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => postLine({ id: `${first + i}` }));
const records = (first: number, count: number) => lines(first, count).map((line) => ({ key: "", line }));

Deno.test("openOffsets() goes on at the landed offset", () =>
  withBench(async ({ land, store, log, topic, said }) => {
    await land(lines(0, 5));
    const again = await openOffsets(store.writer, log, topic, Date.now(), (text) => said.push(text));
    assert.equal(again.next, 5n);
    assert.deepEqual(said, []);
  }));

Deno.test("openOffsets() starts an unknown log at its oldest offset and says so", () =>
  withBench(async ({ land, store, log, topic, dataDir, said }) => {
    await land(lines(0, 5));
    await using opened = await openLandingLog(dataDir, "other.sqlite");
    const other = opened.log;
    await other.append(topic, records(3, 4));
    const offsets = await openOffsets(store.writer, other, topic, Date.now(), (text) => said.push(text));
    assert.equal(offsets.next, 0n);
    assert.equal(said.length, 1);
    assert.match(
      said[0]!,
      new RegExp(`Log ${other.id} .* had landed log ${log.id} .* up to offset 5: .* oldest offset 0`),
    );
  }));

Deno.test("openOffsets() notes in coverage what the log no longer holds", () =>
  withBench(async ({ land, store, log, topic, trim, said, value }) => {
    await land(lines(0, 5));
    await log.append(topic, records(5, 5));
    await log.append(topic, records(10, 5));
    await trim(10n);
    const offsets = await openOffsets(store.writer, log, topic, Date.now(), (text) => said.push(text));
    assert.equal(offsets.next, 10n);
    assert.match(String(await value("select detail from coverage")), /no longer held offsets 5 to 9/);
    assert.match(said[0]!, /Gap: /);
    const again = await openOffsets(store.writer, log, topic, Date.now(), (text) => said.push(text));
    assert.equal(again.next, 10n);
    assert.deepEqual([await value("select count(*) from coverage"), said.length], [1, 1], "once");
  }));

Deno.test("openOffsets() refuses a log that ends before the landed offset, naming both", () =>
  withBench(async ({ land, store, log, topic }) => {
    await land(lines(0, 5));
    const shorter = {
      ...log,
      id: log.id,
      place: "copy.sqlite",
      range: () => Promise.resolve({ oldest: 0n, next: 3n }),
    };
    await assert.rejects(
      openOffsets(store.writer, shorter as unknown as typeof log, topic, Date.now(), () => {}),
      (error: Error) =>
        error.name === "Fatal" && error.message.includes(`copy.sqlite": it ends at offset 3`) &&
        error.message.includes(`landed log ${log.id} in "${log.place}" up to 5`),
    );
  }));

Deno.test("the landed offset never goes back, and only one landing moves it", () =>
  withBench(async ({ land, store, log, topic, lander, offsets, value }) => {
    await land(lines(0, 5));
    const stale = await openOffsets(store.writer, log, topic, Date.now(), assert.fail);
    await landBatch(lander, offsets, batchOf(1n, lines(1, 2)), Date.now());
    assert.equal(await value("select next from base.offsets"), 5, "what is landed already moves nothing");
    await landBatch(lander, offsets, batchOf(5n, lines(5, 2)), Date.now());
    const twice = landBatch(lander, stale, batchOf(5n, lines(5, 3)), Date.now());
    await assert.rejects(twice, { name: "Fatal", message: /is 5 no more: another landing has moved it/ });
    assert.deepEqual(
      [await value("select next from base.offsets"), await value("select count(*) from base.posts")],
      [7, 7],
    );
  }));
