import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { brokerForFile } from "../../ingest/log/kafka/broker_harness.ts";
import { maxTextChars } from "../../ingest/post.ts";
import { maxLineBytes } from "../../ingest/sources/replay/lines.ts";
import { withDataDir } from "../dev_harness.ts";
import { allLanded, drain, ingestAll, measured, startFaulty } from "./fault_harness.ts";
import { assertFlat, footprintsOf, warmUp } from "./footprint_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { linesOf } from "./numbers_harness.ts";

const broker = brokerForFile(needsKafka);
const few = [...linesOf({ seed: 61, count: 20 })];

/** A line with a text of so many characters, or of so many bytes as a whole. */
function sizedLine(id: number, { chars = 1, bytes = 0 }): string {
  const text = "wort ".repeat(Math.ceil(chars / 5)).slice(0, chars);
  const user = { screen_name: "writer" };
  const line = JSON.stringify({ id_str: `${id}`, text, timestamp_ms: "1456833600000", user, padding: "" });
  return line.replace('"padding":""', `"padding":"${"x".repeat(Math.max(0, bytes - line.length))}"`);
}

/** By their limits: what lands, and why the rest is a dead letter. */
const sized: [line: string, dead: RegExp | undefined][] = [
  [sizedLine(101, {}), undefined],
  [sizedLine(102, { chars: maxTextChars }), undefined],
  [sizedLine(103, { chars: maxTextChars + 1 }), /^text/],
  [sizedLine(104, { chars: 4_000_000 }), /^text/],
  [sizedLine(105, { bytes: maxLineBytes }), undefined],
  [sizedLine(106, { bytes: maxLineBytes + 1 }), /^is a line of 8388609 bytes/],
  [sizedLine(107, { bytes: 8 * maxLineBytes }), /^is a line of 67108864 bytes/],
];

for (
  const { name, needs, settings } of [
    { name: "the embedded log", needs: {}, settings: () => ({}) },
    { name: "Kafka", needs: needsKafka, settings: () => kafkaSettings(broker.options({ partitions: 2 })) },
  ]
) {
  Deno.test({
    name:
      `messages at, above and far above the limits land or are dead letters, and cost no memory, over ${name}`,
    ...needs,
  }, () =>
    withDataDir(async (folder) => {
      const file = join(folder, "sized.ndjson");
      const lines = [...few.slice(0, 10), ...sized.map(([line]) => line), ...few.slice(10)];
      await Deno.writeTextFile(file, lines.map((line) => `${line}\n`).join(""));
      const dataDir = join(folder, "data");
      const own = settings();
      await using owner = startFaulty("serve", dataDir, measured, [], own);
      await using analyst = name === "Kafka" ? startFaulty("analyse", dataDir, measured, [], own) : undefined;
      const others = analyst === undefined ? [] : [analyst];
      const before = await warmUp(dataDir, [owner, ...others], own);
      await ingestAll(dataDir, file, own);
      await allLanded(owner);
      assertFlat(before, await footprintsOf([owner, ...others]));
      for (const one of [...others, owner]) await drain(one);
      await using store = await openStore(dataDir);
      const posts = await store.writer.rows<{ id: string }>("select id from base.posts order by id::integer");
      const landed = sized.flatMap(([line, dead]) => dead === undefined ? [JSON.parse(line).id_str] : []);
      assert.deepEqual(posts.map(({ id }) => id), [...few.map((line) => JSON.parse(line).id_str), ...landed]);
      const letters = await store.writer.rows<{ reason: string; size: number; kept: number }>(
        "select reason, size, octet_length(bytes) as kept from base.dead_letters order by size",
      );
      const refused = sized.filter(([, dead]) => dead !== undefined).toSorted(([a], [b]) =>
        a.length - b.length
      );
      assert.equal(letters.length, refused.length);
      for (const [i, { reason, size, kept }] of letters.entries()) {
        const [line, dead] = refused[i]!;
        assert.match(reason, dead!);
        assert.ok(size >= line.length, `${size} of ${line.length} bytes`);
        assert.equal(kept, 65_536);
      }
    }));
}
