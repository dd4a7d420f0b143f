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
