import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "../../analysis/store/store.ts";
import { type FaultPoint, faultPoints } from "../../ingest/base/fault_points.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { start, taskArgs, withDataDir } from "../dev_harness.ts";
import {
  allLanded,
  analyses,
  assertKilled,
  drain,
  faultArgs,
  ingestAll,
  startFaulty,
} from "./fault_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import type { Fault } from "./preload_harness.ts";
import { sideBySide } from "./side_by_side_harness.ts";

const mostAtOnce = 3;
const numbers: Numbers = { seed: 1, count: 5500, duplicates: 0.1, reorder: 50, bad: 0.02 };

/** Runs something on a data folder beside a file of numbers, whose posts must have landed at its end. */
function withNumbers(run: (dataDir: string, file: string) => Promise<void>): Promise<void> {
  return withDataDir(async (folder) => {
    const file = join(folder, "numbers.ndjson");
    const dataDir = join(folder, "data");
    await Deno.mkdir(dataDir);
    await writeNumbers(file, numbers);
    await run(dataDir, file);
    await checkNumbers(dataDir, numbers);
  });
}

/** A point of the path, and on which pass a process is killed there. */
type PointAndPass = [point: FaultPoint, pass: number];

/** Tries each of these points, some at once. */
function atEach(
  test: Deno.TestContext,
  points: readonly PointAndPass[],
  run: (fault: Fault, dataDir: string, file: string) => Promise<void>,
): Promise<void> {
  const steps = points.map(([point, pass]) => ({
    name: `at "${point}"`,
    fn: () => withNumbers((dataDir, file) => run({ point, pass }, dataDir, file)),
  }));
  return sideBySide(test, steps, mostAtOnce);
}

const ofIngest: PointAndPass[] = [
  ["lease: taken", 1],
  ["stream: read", 3],
  ["log: written", 2],
  ["stream: appended", 2],
  ["stream: cursor known", 2],
  ["stream: cursor stored", 2],
];

Deno.test("kill -9 of ingest loses and doubles nothing", (test) =>
  atEach(test, ofIngest, async (fault, dataDir, file) => {
    await using owner = start("serve", dataDir);
    await owner.url();
    await using ingest = startFaulty("ingest", dataDir, fault, ["--replay", file, "--speed", "max"]);
    await assertKilled(ingest);
    await ingestAll(dataDir, file);
    await allLanded(owner);
    await drain(owner);
  }));

const ofOwner: PointAndPass[] = [
  ["owner: locked", 1],
  ["store: migrated", 1],
  ["owner: offsets read", 1],
  ["owner: announced", 1],
  ["analyst: fetched", 2],
  ["analyst: analysed", 2],
  ["feed: received", 2],
  ["land: trimmed", 2],
  ["land: staged", 2],
  ["land: rows written", 2],
  ["land: offset written", 2],
  ["land: committed", 2],
  ["land: published", 2],
  ["landings: summed", 1],
];

Deno.test("kill -9 of the owner loses and doubles nothing", (test) =>
  atEach(test, ofOwner, async (fault, dataDir, file) => {
    {
      await using owner = startFaulty("serve", dataDir, fault);
      await ingestAll(dataDir, file);
      await assertKilled(owner);
    }
    await using owner = start("serve", dataDir);
    await allLanded(owner);
    await drain(owner);
  }));

const ofDraining = ["owner: drained", "store: closing", "store: checkpointed"] as const;

for (const point of ofDraining) {
  Deno.test(`kill -9 of an owner that drains, at "${point}", loses and doubles nothing`, () =>
    withNumbers(async (dataDir, file) => {
      await using draining = startFaulty("serve", dataDir, { point });
      await draining.url();
      await ingestAll(dataDir, file);
      draining.child.kill("SIGTERM");
      await assertKilled(draining);
      await using owner = start("serve", dataDir);
      await allLanded(owner);
      await drain(owner);
    }));
}

const ofRetention = ["retention: due", "retention: trimmed"] as const;
const aged = { clockMs: 8 * 86_400_000, longTimersMs: 100 };

for (const point of ofRetention) {
  Deno.test(`kill -9 of the owner at "${point}" loses and doubles nothing`, () =>
    withNumbers(async (dataDir, file) => {
      {
        await using owner = start("serve", dataDir);
        await ingestAll(dataDir, file);
        await allLanded(owner);
        await drain(owner);
      }
      {
        await using trimming = startFaulty("serve", dataDir, { point, ...aged });
        await assertKilled(trimming);
      }
      await using owner = start("serve", dataDir);
      await allLanded(owner);
      await drain(owner);
      await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
      const { oldest, next } = await log.range("posts", 0);
      assert.equal(oldest, point === "retention: due" ? 0n : next);
    }));
}

Deno.test('kill -9 of the owner at "gap: written" notes the gap once, and lands the rest', () =>
  withDataDir(async (dataDir) => {
    const file = join(dataDir, "numbers.ndjson");
    await writeNumbers(file, { seed: 1, count: 4000 });
    {
      await using owner = start("serve", dataDir);
      await owner.url();
      await drain(owner);
    }
    await ingestAll(dataDir, file);
    {
      await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
      await log.trim("posts", 0, 2000n, Date.now() + 1000);
    }
    await using killed = startFaulty("serve", dataDir, { point: "gap: written" });
    await assertKilled(killed);
    await using owner = start("serve", dataDir);
    await allLanded(owner);
    await drain(owner);
    assert.match(owner.output.err, /^Gap: .* no longer held offsets 0 to 1999 /);
    await using store = await openStore(dataDir);
    assert.deepEqual(
      await store.writer.rows("select (select count(*) from coverage) as gaps, count(*) as posts from posts"),
      [{ gaps: 1, posts: 2000 }],
    );
  }));

Deno.test('kill -9 at "minutes: summed" leaves the rollups as they were', () =>
  withNumbers(async (dataDir, file) => {
    {
      await using owner = start("serve", dataDir);
      await ingestAll(dataDir, file);
      await allLanded(owner);
      await drain(owner);
    }
    const mark = join(dataDir, "fault");
    const { env, denoArgs } = faultArgs({ point: "minutes: summed", mark });
    const [run, ...flags] = taskArgs("serve").slice(0, -1);
    const program = fileURLToPath(new URL("./compact_harness.ts", import.meta.url));
    const { signal } = await new Deno.Command("deno", {
      args: [run!, ...denoArgs, ...flags, program, dataDir],
      env,
    }).output();
    assert.deepEqual([signal, existsSync(mark)], ["SIGKILL", true]);
  }));

const broker = brokerForFile(needsKafka);
const ofGroup: PointAndPass[] = [
  ["group: fetched", 2],
  ["group: analysed", 2],
  ["group: produced", 2],
  ["group: committed", 2],
];

Deno.test(
  { name: 'kill -9 of ingest at "kafka: sent" loses and doubles nothing', ...needsKafka },
  () =>
    withNumbers(async (dataDir, file) => {
      const settings = kafkaSettings(broker.options({ partitions: 2 }));
      await using owner = start("serve", dataDir, [], settings);
      await using analyst = start("analyse", dataDir, [], settings);
      await owner.url();
      const fault = { point: "kafka: sent", pass: 2 } as const;
      await using ingest = startFaulty(
        "ingest",
        dataDir,
        fault,
        ["--replay", file, "--speed", "max"],
        settings,
      );
      await assertKilled(ingest);
      await ingestAll(dataDir, file, settings);
      await allLanded(owner);
      await drain(analyst);
      await drain(owner);
    }),
);

Deno.test(
  { name: "kill -9 of an analyst of a group loses and doubles nothing", ...needsKafka },
  (test) =>
    atEach(test, ofGroup, async (fault, dataDir, file) => {
      const settings = kafkaSettings(broker.options({ partitions: 2 }));
      await using owner = start("serve", dataDir, [], settings);
      await using killed = startFaulty("analyse", dataDir, fault, [], settings);
      await ingestAll(dataDir, file, settings);
      await assertKilled(killed);
      await using analyst = start("analyse", dataDir, ["--workers", "2"], settings);
      await allLanded(owner);
      await analyses(analyst);
      await drain(analyst);
      await drain(owner);
    }),
);

Deno.test("each point of the path is one at which a process is killed", () => {
  const tried = new Set<string>([
    ...ofIngest.map(([point]) => point),
    ...ofOwner.map(([point]) => point),
    ...ofDraining,
    ...ofRetention,
    ...ofGroup.map(([point]) => point),
    "gap: written",
    "minutes: summed",
    "kafka: sent",
  ]);
  assert.deepEqual(tried, new Set(faultPoints));
  assert.ok(faultPoints.length >= 20);
});
