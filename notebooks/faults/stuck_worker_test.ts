import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { withDataDir } from "../dev_harness.ts";
import {
  allLanded,
  drain,
  type FaultyProcess,
  ingestAll,
  measured,
  startFaulty,
  waitFor,
} from "./fault_harness.ts";
import { assertFlat, footprintsOf, warmUp } from "./footprint_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { writeNumbers } from "./numbers_harness.ts";
import { sideBySide } from "./side_by_side_harness.ts";
import { surviving } from "./surviving_harness.ts";

const count = 5000;
const stickOn = "post 2345:";
const stuckAt = /^posts\/\d:\d+ Analysis did not end within 10 s$/;
/** Workers: one with the batch, and one with that line alone. */
const endedByLine = 2;
const broker = brokerForFile(needsKafka);

/** Runs a test in a folder with a recorded file. */
function withFile(test: (dataDir: string, file: string) => Promise<void>): Promise<void> {
  return withDataDir(async (folder) => {
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, { seed: 51, count });
    const dataDir = join(folder, "data");
    await Deno.mkdir(dataDir);
    await test(dataDir, file);
  });
}

/** All numbers have landed but one, which is a dead letter. @returns where that stood, and why it is one. */
async function checkAllButOne(dataDir: string): Promise<string> {
  await using store = await openStore(dataDir);
  const [row] = await store.writer.rows<{ posts: number; stuck: number; letters: number; dead: string }>(
    `select (select count(*) from base.posts) as posts,
      (select count(*) from base.posts where id = '2345') as stuck,
      (select count(*) from base.dead_letters) as letters,
      (select any_value(origin || ' ' || reason) from base.dead_letters) as dead`,
  );
  const { posts, stuck, letters, dead } = row!;
  assert.deepEqual([posts, stuck, letters], [count - 1, 0, 1]);
  return dead;
}

/** How many of its workers a process says it has replaced. */
function replacedBy({ output }: FaultyProcess): number {
  return [...output.err.matchAll(/^Analyst stuck at .* it is replaced/gm)].length;
}

/** An owner whose own analyst it is. */
function stickEmbedded(): Promise<void> {
  return withFile(async (dataDir, file) => {
    await surviving(dataDir, async (owner) => {
      await ingestAll(dataDir, file);
      await allLanded(owner);
      assert.ok(owner.fired());
    }, { fault: { stickOn }, ended: endedByLine });
    assert.match(await checkAllButOne(dataDir), stuckAt);
  });
}

/** Two analysts of a group. */
function stickGroup(): Promise<void> {
  return withFile(async (dataDir, file) => {
    const settings = kafkaSettings(broker.options({ partitions: 3 }));
    await using owner = startFaulty("serve", dataDir, measured, [], settings);
    const fault = { ...measured, stickOn };
    await using analysts = startFaulty("analyse", dataDir, fault, ["--workers", "2"], settings);
    const before = await warmUp(dataDir, [owner, analysts], settings);
    await ingestAll(dataDir, file, settings);
    const said = (text: RegExp) => waitFor(() => analysts.output.err, () => text.test(analysts.output.err));
    await said(/^Analyst stuck at posts\/\d:\d+ to \d+: it is replaced, and takes them one by one$/m);
    await said(/^Analyst stuck at posts\/\d:\d+: it is replaced, and that line becomes a dead letter$/m);
    await allLanded(owner);
    assert.ok(analysts.fired());
    assertFlat(before, await footprintsOf([owner, analysts]), replacedBy(analysts));
    for (const one of [analysts, owner]) await drain(one);
    assert.match(await checkAllButOne(dataDir), stuckAt);
  });
}

Deno.test("analysts that a line brings to a stop are replaced; it is a dead letter, and all others land", (test) =>
  sideBySide(test, [
    { name: "embedded", fn: stickEmbedded },
    { name: "of a group over Kafka", fn: stickGroup, ...needsKafka },
  ]));
