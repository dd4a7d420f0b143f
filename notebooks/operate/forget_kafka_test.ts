import assert from "node:assert/strict";
import { join } from "node:path";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { start, type Started, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, waitFor } from "../faults/fault_harness.ts";
import { kafkaSettings } from "../faults/kafka_harness.ts";
import { type Numbers, writeNumbers } from "../faults/numbers_harness.ts";
import { runTask } from "./dead_harness.ts";

const broker = brokerForFile(needsKafka);
const partitions = 3;

Deno.test({
  name:
    "the data of a stream go over Kafka whole, of all partitions, and a database that reads them anew has none",
  ...needsKafka,
}, () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 7, count: 3000, bad: 0.01 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    const settings = kafkaSettings(broker.options({ partitions }));
    await using analyst = start("analyse", folder, [], settings);
    await using ingest = start("ingest", folder, ["--replay", file, "--speed", "max"], settings);
    assert.equal((await ingest.ended()).code, 0);
    await using owner = start("serve", join(folder, "first"), [], settings);
    await allLanded(owner);
    const [{ stream, posts } = { stream: "", posts: 0 }] = await streamsOf(owner);
    assert.ok(posts > 2900, `${posts} landed`);
    for (let at = 0; at < partitions; at++) {
      await waitFor(`posts of partition ${at} have landed`, async () => await landedOf(owner, at) > 100);
    }

    const { code, err } = await runTask("streams", folder, ["delete-data", stream], "", settings);
    assert.equal(code, 0, err);
    await waitFor("they are gone", async () => (await streamsOf(owner)).length === 0);
    await using anew = start("serve", join(folder, "second"), [], settings);
    await allLanded(anew);
    for (let at = 0; at < partitions; at++) {
      await waitFor("it has read as far", async () => await landedOf(anew, at) === await landedOf(owner, at));
    }
    assert.deepEqual(await streamsOf(anew), []);
    for (const one of [analyst, owner, anew]) await drain(one);
  }));

/** The streams that an owner has posts of. */
async function streamsOf(owner: Started): Promise<{ stream: string; posts: number }[]> {
  const { names, values } = await (await fetch(`${await owner.url()}api/pages/sources/cells/streams`)).json();
  const column = (name: string) => values[names.indexOf(name)];
  return column("stream").map((stream: string, row: number) => ({ stream, posts: column("posts")[row] }))
    .filter(({ posts }: { posts: number }) => posts > 0);
}

/** The next offset to land of a partition. */
async function landedOf(owner: Started, partition: number): Promise<number> {
  const metrics = await (await fetch(`${await owner.url()}metrics`)).text();
  return Number(new RegExp(`landed_offset\\{[^}]*partition="${partition}"\\} (\\d+)`).exec(metrics)?.[1]);
}
