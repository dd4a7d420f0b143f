import assert from "node:assert/strict";
import { join } from "node:path";
import { startGroupAnalysts } from "../../analysis/group_analysts.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { startTestCluster, testOptions } from "../../ingest/log/kafka/broker_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import {
  allLanded,
  assertFlat,
  drain,
  type Footprint,
  footprintsOf,
  healthOf,
  waitFor,
} from "./fault_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const outageMs = 30_000;
const flapMs = 2000;
const youngMiB = 200;

Deno.test({
  name: "an outage of 30 s of the only broker stops no process, loses nothing and costs no memory",
  ...needsKafka,
}, () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 21, count: 12_000, duplicates: 0.05 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    await using cluster = await startTestCluster(1);
    const settings = kafkaSettings(testOptions(cluster, { partitions: 3 }));
    const dataDir = join(folder, "data");
    await using owner = start("serve", dataDir, [], settings);
    await using analyst = start("analyse", dataDir, [], settings);
    await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "2"], settings);
    await waitFor("posts land", async () => (await healthOf(owner))?.lag !== undefined);
    const all = [owner, analyst, ingest];
    const before = await footprintsOf(all);
    await cluster.stop(0, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, outageMs));
    assertFlat(before, await footprintsOf(all));
    assert.match(ingest.output.err, /trying again/);
    await cluster.start(0);
    const { code, err } = await ingest.ended();
    assert.equal(code, 0, err);
    await allLanded(owner);
    assertFlat(before.slice(0, 2), await footprintsOf([owner, analyst]));
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  }));

Deno.test({
  name: "an analyst that comes and goes every 2 s, in the middle of batches, loses and doubles nothing",
  ...needsKafka,
}, () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 22, count: 20_000, duplicates: 0.05, bad: 0.01 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    await using cluster = await startTestCluster(1);
    const options = testOptions(cluster, { partitions: 3 });
    const settings = kafkaSettings(options);
    const dataDir = join(folder, "data");
    await using owner = start("serve", dataDir, [], settings);
    await using analyst = start("analyse", dataDir, [], settings);
    await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "1"], settings);
    await waitFor("posts land", async () => (await healthOf(owner))?.lag !== undefined);
    let read = false;
    ingest.ended().then(() => read = true);
    let joined = 0;
    let before: Footprint[] | undefined;
    while (!read) {
      const guest = startGroupAnalysts(options, 1, () => {});
      await new Promise((resolve) => setTimeout(resolve, flapMs));
      await guest.stop();
      await guest.done;
      joined++;
      if (joined === 2) before = await footprintsOf([owner, analyst]);
      await new Promise((resolve) => setTimeout(resolve, flapMs));
    }
    assert.ok(joined >= 3, `${joined} times`);
    await allLanded(owner);
    assertFlat(before!, await footprintsOf([owner, analyst]), youngMiB);
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  }));
