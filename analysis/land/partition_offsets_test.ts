import assert from "node:assert/strict";
import { landBatch } from "./land_batch.ts";
import { batchOf, postLine, withBench } from "./landing_harness.ts";
import { openPartitionOffsets } from "./partition_offsets.ts";

Deno.test("PartitionOffsets land all partitions of a batch or none", () =>
  withBench(async ({ store, log, lander, value }) => {
    // Two partitions of a log that has one only: their ranges do not matter here.
    const two = {
      id: log.id,
      place: log.place,
      partitions: () => Promise.resolve(2),
      range: () => Promise.resolve({ oldest: 0n, next: 10n }),
    } as unknown as typeof log;
    const open = () => openPartitionOffsets(store.writer, two, "analysed", Date.now(), assert.fail);
    const offsets = await open();
    const of = (partition: number, from: bigint, ids: string[]) => ({
      ...batchOf(from, ids.map((id) => postLine({ id }))),
      partition,
    });
    await landBatch(lander, offsets, { ...of(0, 0n, ["a", "b"]), others: [of(1, 0n, ["c"])] }, Date.now());
    assert.deepEqual([...(await open()).positions], [[0, 2n], [1, 1n]]);
    const again = { ...of(0, 0n, ["a", "b", "d"]), others: [of(1, 1n, ["e"])] };
    assert.equal(
      (await landBatch(lander, offsets, again, Date.now())).landed,
      2,
      "what is landed is trimmed",
    );
    const beyond = { ...of(0, 3n, ["f"]), others: [of(1, 5n, ["g"])] };
    await assert.rejects(landBatch(lander, offsets, beyond, Date.now()), {
      name: "Fatal",
      message: /partition 1: landed offset is 2, batch was fetched from 5/,
    });
    assert.deepEqual([...(await open()).positions], [[0, 3n], [1, 2n]]);
    assert.equal(await value("select count(*) from base.posts"), 5);
  }));

Deno.test("PartitionOffsets pass what the log no longer holds and say so, but not what it still does", () =>
  withBench(async ({ store, log, lander, said, value }) => {
    let oldest = 0n;
    const trimmed = {
      id: log.id,
      place: log.place,
      partitions: () => Promise.resolve(1),
      range: () => Promise.resolve({ oldest, next: 100n }),
    } as unknown as typeof log;
    const say = (text: string) => said.push(text);
    const offsets = await openPartitionOffsets(store.writer, trimmed, "analysed", Date.now(), say);
    const land = async (from: bigint, id: string) => {
      const batch = { ...batchOf(from, [postLine({ id })]), others: [] };
      await offsets.passGaps(store.writer, batch, Date.now());
      return await landBatch(lander, offsets, batch, Date.now());
    };
    await land(0n, "a");
    oldest = 39n;
    await assert.rejects(land(40n, "b"), { message: /landed offset is 1, batch was fetched from 40/ });
    oldest = 40n;
    assert.equal((await land(40n, "b")).landed, 1);
    assert.match(String(await value("select detail from base.coverage")), /no longer held offsets 1 to 39/);
    assert.equal(said.length, 1);
    assert.equal(offsets.next(0), 41n);
  }));
