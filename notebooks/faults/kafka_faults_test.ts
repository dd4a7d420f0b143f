import assert from "node:assert/strict";
import { join } from "node:path";
import { startGroupAnalysts } from "../../analysis/group_analysts.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { startTestCluster, testOptions } from "../../ingest/log/kafka/broker_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, healthOf, measured, startFaulty, waitFor } from "./fault_harness.ts";
import { assertFlat, footprintsOf, warmUp } from "./footprint_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import { sideBySide } from "./side_by_side_harness.ts";

const outageMs = 30_000;
const flapMs = 2000;
const leastJoined = 3;

function outage(): Promise<void> {
  return withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 21, count: 18_000, duplicates: 0.05, padding: 2000 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    await using cluster = await startTestCluster(1);
    const settings = kafkaSettings(testOptions(cluster, { partitions: 3 }));
    const dataDir = join(folder, "data");
    await using owner = startFaulty("serve", dataDir, measured, [], settings);
    await using analyst = startFaulty("analyse", dataDir, measured, [], settings);
    const before = await warmUp(dataDir, [owner, analyst], settings);
    await using ingest = startFaulty(
      "ingest",
      dataDir,
      measured,
      ["--replay", file, "--speed", "0.5"],
      settings,
    );
    await waitFor("it reads", async () => ((await healthOf(owner))?.lag ?? 0) > 0);
    const [reading] = await footprintsOf([ingest]);
    await cluster.stop(0, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, outageMs));
    assertFlat([reading!], await footprintsOf([ingest]));
    assert.match(ingest.output.err, /trying again/);
    await cluster.start(0);
    const { code, err } = await ingest.ended();
    assert.equal(code, 0, err);
    await allLanded(owner);
    assertFlat(before, await warmUp(dataDir, [owner, analyst], settings));
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  });
}

function flappingAnalyst(): Promise<void> {
  return withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 22, count: 12_000, duplicates: 0.05, bad: 0.01 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    await using cluster = await startTestCluster(1);
    const options = testOptions(cluster, { partitions: 3 });
    const settings = kafkaSettings(options);
    const dataDir = join(folder, "data");
    await using owner = startFaulty("serve", dataDir, measured, [], settings);
    await using analyst = startFaulty("analyse", dataDir, measured, [], settings);
    const before = await warmUp(dataDir, [owner, analyst], settings);
    await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "1"], settings);
    let read = false;
    ingest.ended().then(() => read = true);
    let joined = 0;
    while (!read || joined < leastJoined) {
      const guest = startGroupAnalysts(options, 1, () => {});
      await new Promise((resolve) => setTimeout(resolve, flapMs));
      await guest.stop();
      await guest.done;
      joined++;
      await new Promise((resolve) => setTimeout(resolve, flapMs));
    }
    await allLanded(owner);
    assertFlat(before, await footprintsOf([owner, analyst]));
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(dataDir, numbers);
  });
}

Deno.test({
  name: "what comes and goes stops no process, loses and doubles nothing and costs no memory",
  ...needsKafka,
}, (test) =>
  sideBySide(test, [
    { name: "the only broker, for 30 s", fn: outage },
    { name: "an analyst, every 2 s, in the middle of batches", fn: flappingAnalyst },
  ]));
