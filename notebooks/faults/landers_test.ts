import assert from "node:assert/strict";
import { join } from "node:path";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { start, type Started, withDataDir } from "../dev_harness.ts";
import { allLanded, analyses, drain, healthOf, ingestAll, waitFor } from "./fault_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const broker = brokerForFile(needsKafka);
const rounds = 2;

/** How many posts an owner has landed since its start. */
async function landedBy(owner: Started): Promise<number> {
  const text = await (await fetch(`${await owner.url()}metrics`)).text();
  return Number(/^groundswell_landed_posts_total (\d+)$/m.exec(text)?.[1] ?? 0);
}

async function writeFile(folder: string, numbers: Numbers): Promise<string> {
  const file = join(folder, "numbers.ndjson");
  await writeNumbers(file, numbers);
  return file;
}

Deno.test("of two owners that start at once on a data folder one lands, and the other says who holds it", () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 81, count: 3000, duplicates: 0.05, bad: 0.01 };
    const file = await writeFile(folder, numbers);
    const dataDir = join(folder, "data");
    await ingestAll(dataDir, file);
    for (let round = 0; round < rounds; round++) {
      await using one = start("serve", dataDir);
      await using other = start("serve", dataDir);
      const refused = await Promise.race([one, other].map(async (each) => ({ each, ...await each.ended() })));
      assert.equal(refused.code, 2, refused.out + refused.err);
      const owner: Started = refused.each === one ? other : one;
      assert.match(refused.err, new RegExp(`holds it \\(process ${owner.child.pid}\\b`));
      await waitFor("the owner answers", async () => (await healthOf(owner))?.ok === true);
      await allLanded(owner);
      await drain(owner);
    }
    await checkNumbers(dataDir, numbers);
  }));

Deno.test({
  name: "two databases that land one log at once hold each post once, each of them, also when one is killed",
  ...needsKafka,
}, () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 82, count: 5000, duplicates: 0.05, bad: 0.01 };
    const file = await writeFile(folder, numbers);
    const settings = kafkaSettings(broker.options({ partitions: 3 }));
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    await using analyst = start("analyse", here, [], settings);
    await analyses(analyst);
    await using steady = start("serve", here, [], settings);
    await using killed = start("serve", there, [], settings);
    await using ingest = start("ingest", here, ["--replay", file, "--speed", "2"], settings);
    for (const each of [steady, killed]) {
      await waitFor("it lands", async () => await landedBy(each) > 500);
    }
    killed.child.kill("SIGKILL");
    await using again = start("serve", there, [], settings);
    const { code, err } = await ingest.ended();
    assert.equal(code, 0, err);
    await allLanded(steady);
    await drain(analyst);
    for (const each of [steady, again]) {
      await allLanded(each);
      await drain(each);
    }
    for (const dataDir of [here, there]) await checkNumbers(dataDir, numbers);
  }));
