import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, ingestAll, startFaulty, waitFor } from "./fault_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { writeNumbers } from "./numbers_harness.ts";

const count = 5000;
const stickOn = "post 2345:";
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

Deno.test("an analyst that a line brings to a stop is replaced; that line is a dead letter, and all others land", () =>
  withFile(async (dataDir, file) => {
    await ingestAll(dataDir, file);
    await using owner = startFaulty("serve", dataDir, { stickOn });
    await allLanded(owner);
    assert.ok(owner.fired());
    await drain(owner);
    assert.equal(await checkAllButOne(dataDir), "posts/0:2344 Analysis did not end within 10 s");
  }));

Deno.test({
  name: "analysts of a group that a line brings to a stop are replaced; it is a dead letter, all others land",
  ...needsKafka,
}, () =>
  withFile(async (dataDir, file) => {
    const settings = kafkaSettings(broker.options({ partitions: 3 }));
    await ingestAll(dataDir, file, settings);
    await using owner = start("serve", dataDir, [], settings);
    await using analysts = startFaulty("analyse", dataDir, { stickOn }, ["--workers", "2"], settings);
    const said = (text: RegExp) => waitFor(() => analysts.output.err, () => text.test(analysts.output.err));
    await said(/^Analyst stuck at posts\/\d:\d+ to \d+: it is replaced, and takes them one by one$/m);
    await said(/^Analyst stuck at posts\/\d:\d+: it is replaced, and that line becomes a dead letter$/m);
    await allLanded(owner);
    assert.ok(analysts.fired());
    for (const one of [analysts, owner]) await drain(one);
    assert.match(await checkAllButOne(dataDir), /^posts\/\d:\d+ Analysis did not end within 10 s$/);
  }));
