import assert from "node:assert/strict";
import { join } from "node:path";
import { recount } from "../../analysis/land/recount.ts";
import { openStore } from "../../analysis/store/store.ts";
import type { FaultPoint } from "../../ingest/base/fault_points.ts";
import { encodePost } from "../../ingest/post.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, assertKilled, drain, startFaulty } from "../faults/fault_harness.ts";
import { appendLines, runTask } from "./dead_harness.ts";

const at = Date.UTC(2026, 0, 1, 12);
const post = (id: string, text: string) =>
  encodePost({ source: "x", id, revision: 0, stream: "s", createdAt: at, receivedAt: at, text }, "stable");

async function land(dataDir: string): Promise<void> {
  await using owner = start("serve", dataDir);
  await owner.url();
  await allLanded(owner);
  await drain(owner);
}

/** Moods of all posts by id, and how many corrections there are; the rollup is counted anew. */
async function held(dataDir: string): Promise<string> {
  await using store = await openStore(dataDir);
  assert.deepEqual(await recount(store.writer), []);
  const [row] = await store.writer.rows<{ moods: string; entries: number }>(
    `select string_agg(id || ':' || coalesce(mood::varchar, '-'), ' ' order by id) as moods,
      (select count(*) from corrections) as entries from posts`,
  );
  return `${row!.moods}, ${row!.entries}`;
}

const points: FaultPoint[] = ["land: trimmed", "land: rows written", "land: committed"];

for (const point of points) {
  Deno.test(`what was corrected while nothing ran holds once it lands, also when killed at "${point}"`, () =>
    withDataDir(async (dataDir) => {
      await appendLines(dataDir, [post("1", "I love it so much"), post("2", "I hate it so much")]);
      await land(dataDir);
      assert.equal(await held(dataDir), "1:1 2:-1, 0");
      const { code, out } = await runTask("correct", dataDir, ["post", "x", "1", "negative", "--by", "ann"]);
      assert.deepEqual([code, out], [0, "On its way: it holds when it lands\n"]);
      await using faulty = startFaulty("serve", dataDir, { point });
      await assertKilled(faulty);
      await land(dataDir);
      assert.equal(await held(dataDir), "1:-1 2:-1, 1");
    }));
}

Deno.test("deno task correct corrects, takes back and shows, while the owner runs; a back-up has all of it", () =>
  withDataDir(async (folder) => {
    const [dataDir, kept, restored] = ["data", "kept", "restored"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await Deno.mkdir(dataDir);
    await appendLines(dataDir, [post("1", "I love it so much"), post("2", "I hate it so much")]);
    {
      await using owner = start("serve", dataDir);
      await owner.url();
      await allLanded(owner);
      const correct = (...args: string[]) => runTask("correct", dataDir, args);
      assert.equal((await correct("post", "x", "1", "negative", "--by", "ann")).out, "Done\n");
      assert.equal((await correct("post", "x", "1", "neutral", "--by", "bob")).out, "Done\n");
      assert.equal((await correct("post", "x", "2", "positive")).out, "Done\n");
      assert.equal((await correct("post", "x", "2", "model")).out, "Done\n");
      const { out } = await correct("show", "x", "1");
      assert.match(
        out,
        /^neutral; by model sentiment-microblog-\d+: positive 0\.\d\d\n\S+ {2}neutral {2}by bob\n\S+ {2}negative {2}by ann\n$/,
      );
      const shown = JSON.parse((await correct("show", "x", "2", "--json")).out);
      assert.deepEqual([shown.mood, shown.correctedAt, shown.entries.length], [-1, null, 2]);
      for (
        const [args, said] of [
          [["post", "x", "9", "negative"], /No post "9" of "x"/],
          [["post", "x", "1", "sad"], /Cannot use the mood "sad"/],
          [["post", "x", "1"], /needs a SOURCE, an ID and a MOOD/],
        ] as const
      ) {
        const { code, err } = await correct(...args);
        assert.equal(code, 2, err);
        assert.match(err, said);
      }
      assert.equal(
        (await correct("rule", "love OR hate", "Hate it!", "neutral", "--by", "ann")).out,
        "Done\n",
      );
      assert.equal((await correct("rule", "hate OR LOVE", "hate  it", "model", "--by", "bob")).out, "Done\n");
      assert.match(
        (await correct("rules", "(LOVE OR hate)")).out.replaceAll("  ", "|"),
        /^\S+\|“hate it”: neutral\|by ann\n\S+\|“hate it”: as modelled\|by bob\n$/,
      );
      assert.equal((await correct("rules", "other")).out, "No rules\n");
      for (
        const [args, said] of [[["", "x"], /give one/], [["(", "x"], /./], [
          ["a", "…"],
          /holds no word/,
        ]] as const
      ) {
        const { code, err } = await correct("rule", ...args, "neutral");
        assert.equal(code, 2, err);
        assert.match(err, said);
      }
      assert.equal((await runTask("backup", dataDir, [kept])).code, 0);
      await drain(owner);
    }
    assert.equal(await held(dataDir), "1:0 2:-1, 4");
    assert.equal((await runTask("restore", restored, [kept])).code, 0);
    assert.equal(await held(restored), "1:0 2:-1, 4");
    await land(restored);
    assert.equal(await held(restored), "1:0 2:-1, 4");
  }));
