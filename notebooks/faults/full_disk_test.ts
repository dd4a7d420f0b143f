import assert from "node:assert/strict";
import { join } from "node:path";
import { consoleReport } from "../../ingest/base/report.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { startJavaCluster } from "../../ingest/log/broker/java_cluster.ts";
import { testOptions } from "../../ingest/log/kafka/broker_harness.ts";
import { start, type Started, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, healthOf, ingestAll, measured, startFaulty, waitFor } from "./fault_harness.ts";
import { assertFlat, type Footprint, footprintsOf, warmUp } from "./footprint_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import { mountSmallDisk, needsSmallDisk } from "./small_disk_harness.ts";

const numbers: Numbers = { seed: 41, count: 30_000, bad: 0.005 };
const little = 1_500_000;
const full = /full|space/i;

/** A process that has met the full disk has ended with code 2 and one line that says so. */
async function assertFull(started: Started): Promise<void> {
  const { code, out, err } = await started.ended();
  assert.equal(code, 2, out + err);
  assert.match(err.trim().split("\n").at(-1)!, full);
}

function hasEnded(started: Started): () => boolean {
  let ended = false;
  started.ended().then(() => ended = true);
  return () => ended;
}

Deno.test({
  name: "a full disk under log and database stops what it meets, and nothing is missing when there is room",
  ...needsSmallDisk,
}, () =>
  withDataDir(async (folder) => {
    await using disk = await mountSmallDisk();
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    const dataDir = join(disk.path, "data");
    {
      await using owner = startFaulty("serve", dataDir, measured);
      const before = await warmUp(dataDir, [owner]);
      await disk.fill(little);
      await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "max"]);
      await assertFull(ingest);
      const ended = hasEnded(owner);
      await waitFor(
        "landing has done what it can",
        async () => ended() || (await healthOf(owner))?.lag === 0,
      );
      if (ended()) await assertFull(owner);
      else {
        assertFlat(before, await footprintsOf([owner]));
        owner.child.kill("SIGKILL");
      }
    }
    await disk.free();
    await using owner = start("serve", dataDir);
    await ingestAll(dataDir, file);
    await allLanded(owner);
    await drain(owner);
    await checkNumbers(dataDir, numbers);
  }));

const needs = { ignore: needsKafka.ignore || needsSmallDisk.ignore };

Deno.test({
  name: "a full disk under the database stops landing, and nothing is missing when there is room",
  ...needs,
}, () =>
  withDataDir(async (folder) => {
    await using disk = await mountSmallDisk();
    await using cluster = await startJavaCluster({ brokers: 1 }, consoleReport());
    const settings = kafkaSettings(testOptions(cluster, { partitions: 2 }));
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    const dataDir = join(disk.path, "data");
    await using analyst = startFaulty("analyse", folder, measured, [], settings);
    let before: Footprint[];
    {
      await using owner = startFaulty("serve", dataDir, measured, [], settings);
      before = await warmUp(folder, [owner, analyst], settings);
      await disk.fill(little);
      await ingestAll(folder, file, settings);
      await assertFull(owner);
    }
    await disk.free();
    await using owner = start("serve", dataDir, [], settings);
    await allLanded(owner);
    assertFlat(before.slice(1), await footprintsOf([analyst]));
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  }));

Deno.test({
  name: "a full disk under the broker stops no process of ours, and nothing is missing when there is room",
  ...needs,
}, () =>
  withDataDir(async (folder) => {
    await using disk = await mountSmallDisk();
    const keep = join(disk.path, "kafka");
    await using cluster = await startJavaCluster({ brokers: 1, keep }, consoleReport());
    const settings = kafkaSettings(testOptions(cluster, { partitions: 2 }));
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    const dataDir = join(folder, "data");
    await using analyst = startFaulty("analyse", dataDir, measured, [], settings);
    await using owner = startFaulty("serve", dataDir, measured, [], settings);
    const before = await warmUp(dataDir, [owner, analyst], settings);
    await disk.fill(300_000);
    await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "max"], settings);
    await waitFor("ingest meets it", () => ingest.output.err.includes("trying again"));
    await cluster.stop(0, "SIGKILL");
    await disk.free();
    await cluster.start(0);
    const { code, err } = await ingest.ended();
    assert.equal(code, 0, err);
    await allLanded(owner);
    assertFlat(before, await warmUp(dataDir, [owner, analyst], settings));
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  }));
