import assert from "node:assert/strict";
import { join } from "node:path";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, healthOf, waitFor } from "../faults/fault_harness.ts";
import { kafkaSettings } from "../faults/kafka_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "../faults/numbers_harness.ts";
import { runTask } from "./dead_harness.ts";

const broker = brokerForFile(needsKafka);

Deno.test({
  name: "a back-up made over Kafka while posts stream in goes on, restored, from its landed offsets",
  ...needsKafka,
}, () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 71, count: 12_000, duplicates: 0.05, bad: 0.01 };
    const [file, kept] = [join(folder, "numbers.ndjson"), join(folder, "kept")];
    await writeNumbers(file, numbers);
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    const settings = kafkaSettings(broker.options({ partitions: 3 }));
    await using analyst = start("analyse", folder, [], settings);
    await using ingest = start("ingest", folder, ["--replay", file, "--speed", "2"], settings);
    {
      await using owner = start("serve", first, [], settings);
      await waitFor("some posts land", async () => {
        const metrics = await fetch(`${await owner.url()}metrics`);
        return Number(/posts_total (\d+)/.exec(await metrics.text())?.[1]) > 1000;
      });
      const { code, out, err } = await runTask("backup", first, [kept], "", settings);
      assert.equal(code, 0, err);
      assert.match(out, /log topic "analysed" partition 2: next to land is \d+/);
      const { files, counts } = JSON.parse(await Deno.readTextFile(join(kept, "backup.json"))).backup;
      assert.deepEqual(
        files.map(({ name }: { name: string }) => name),
        ["groundswell.duckdb", "control.sqlite"],
        "the log stays on Kafka",
      );
      assert.ok(counts.posts >= 1000 && counts.posts < numbers.count, `${counts.posts} were there`);
      owner.child.kill("SIGKILL");
      await owner.ended();
    }
    await Deno.remove(first, { recursive: true });
    const { code, err } = await runTask("restore", second, [kept], "", settings);
    assert.equal(code, 0, err);
    await using owner = start("serve", second, [], settings);
    assert.equal((await ingest.ended()).code, 0);
    await waitFor("the owner answers", async () => (await healthOf(owner)) !== undefined);
    await allLanded(owner);
    for (const one of [analyst, owner]) await drain(one);
    await checkNumbers(second, numbers);
  }));
