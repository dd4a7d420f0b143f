import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../analysis/store/store.ts";
import { needsKafka } from "../ingest/base/test_needs.ts";
import { brokerForFile } from "../ingest/log/kafka/broker_harness.ts";
import { readCounts, start, withDataDir } from "./dev_harness.ts";
import { kafkaSettings } from "./faults/kafka_harness.ts";
import { writeNumbers } from "./faults/numbers_harness.ts";

const broker = brokerForFile(needsKafka);
const count = 300;

for (
  const { name, needs, kafka } of [
    { name: "the embedded log", needs: {}, kafka: () => ({}) },
    { name: "Kafka", needs: needsKafka, kafka: () => kafkaSettings(broker.options({ partitions: 2 })) },
  ]
) {
  Deno.test({
    name: `categories of the user's own land with the posts that say them, over ${name}`,
    ...needs,
  }, () =>
    withDataDir(async (folder) => {
      const file = join(folder, "numbers.ndjson");
      // "people love", "people hate" and "people table" in turn.
      await writeNumbers(file, { seed: 91, count });
      const labels = join(folder, "categories.json");
      await Deno.writeTextFile(labels, '{"fans":["people love"],"critics":["people hate"]}');
      const dataDir = join(folder, "data");
      const args = ["--replay", file, "--speed", "max", "--exit-when-done"];
      await using dev = start("dev", dataDir, args, { CATEGORY_LABELS: labels, ...kafka() });
      const { code, out, err } = await dev.ended();
      assert.equal(code, 0, out + err);
      assert.equal(readCounts(out).landed, count);
      await using store = await openStore(dataDir);
      const own = "category in ('fans', 'critics')";
      assert.deepEqual(
        await store.writer.rows(
          `select category, count(*) as posts, count(*) filter (text like '%people love%') as love,
          bool_and(category_model like 'category-_+labels-________') as named
          from base.posts where ${own} group by category order by category`,
        ),
        [
          { category: "critics", posts: count / 3, love: 0, named: true },
          { category: "fans", posts: count / 3, love: count / 3, named: true },
        ],
      );
    }));
}
