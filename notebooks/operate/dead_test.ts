import assert from "node:assert/strict";
import { openStore } from "../../analysis/store/store.ts";
import type { FaultPoint } from "../../ingest/base/fault_points.ts";
import { statusLine } from "../../ingest/sources/replay/files_harness.ts";
import { readRows, start, withDataDir } from "../dev_harness.ts";
import { allLanded, assertKilled, drain, startFaulty } from "../faults/fault_harness.ts";
import { appendLines, letterId, letterLine, runTask } from "./dead_harness.ts";

const letters = 30;
const status = (n: number) => statusLine(n).trim();
const origin = (n: number) => `posts.ndjson:${n}`;
const some = Array.from({ length: letters }, (_, n) => letterLine(origin(n), status(n)));

async function land(dataDir: string): Promise<void> {
  await using owner = start("serve", dataDir);
  await owner.url();
  await allLanded(owner);
  await drain(owner);
}

async function statesOf(dataDir: string): Promise<Record<string, number>> {
  await using store = await openStore(dataDir);
  const rows = await store.writer.rows<{ state: string; letters: number }>(
    "select state, count(*) as letters from dead_letters group by all",
  );
  return Object.fromEntries(rows.map(({ state, letters }) => [state, letters]));
}

const points: FaultPoint[] = [
  "feed: received",
  "land: trimmed",
  "land: rows written",
  "land: offset written",
  "land: committed",
  "land: published",
];

for (const point of points) {
  Deno.test(`replayed letters land once and are settled, also sent twice and killed at "${point}"`, () =>
    withDataDir(async (dataDir) => {
      await appendLines(dataDir, some);
      await land(dataDir);
      for (let time = 1; time <= 2; time++) {
        const { code, out } = await runTask("dead", dataDir, ["replay", "--all"]);
        assert.deepEqual([code, out], [
          0,
          `${letters} sent, 0 settled\n${letters} settle when they land\n`,
        ]);
      }
      await using faulty = startFaulty("serve", dataDir, { point });
      await assertKilled(faulty);
      await land(dataDir);
      const { posts, dead } = await readRows(dataDir);
      assert.deepEqual([posts.length, dead.length], [letters, letters]);
      assert.deepEqual(await statesOf(dataDir), { replayed: letters });
    }));
}

Deno.test("deno task dead lists, shows, fixes, replays and discards, while the owner runs", () =>
  withDataDir(async (dataDir) => {
    const broken = '{"id_str": "77", "text": "half';
    const many = "x".repeat(70_000);
    await appendLines(dataDir, [
      ...some.slice(0, 3),
      letterLine("b:1", broken, "is not JSON: it ends too early"),
      letterLine("c:1", many, "is a line of 70000 bytes"),
      letterLine("d:1", "<b>\x1b[31m\u202e", "is bad \x1b[31m"),
    ]);
    await using owner = start("serve", dataDir);
    await owner.url();
    await allLanded(owner);
    const dead = (...args: string[]) => runTask("dead", dataDir, args);

    const listed = JSON.parse((await dead("list", "--json")).out);
    assert.deepEqual([listed.total, listed.letters.length], [6, 6]);
    const byReason = JSON.parse((await dead("list", "--json", "--reason", "NOT json")).out);
    assert.deepEqual(byReason.letters.map(({ id }: { id: string }) => id), [letterId("b:1", broken)]);
    const none = ["--source", "reddit"];
    for (const filter of [none, ["--since", "2026-01-02T00:01"], ["--until", "2026-01-02"]]) {
      assert.equal(JSON.parse((await dead("list", "--json", ...filter)).out).total, 0, filter.join(" "));
    }
    const plain = await dead("list");
    assert.match(plain.out, /6 of 6\n$/);
    assert.ok(!/\p{Cc}|\u202e/u.test(plain.out.replaceAll("\n", "")), "nothing in it moves the cursor");

    const shown = JSON.parse((await dead("show", letterId("b:1", broken), "--json")).out);
    assert.deepEqual([shown.text, shown.whole, shown.state, shown.stage], [broken, true, "open", "decode"]);
    const cut = JSON.parse((await dead("show", letterId("c:1", many), "--json")).out);
    assert.deepEqual([cut.kept, cut.size, cut.whole], [65_536, 70_000, false]);
    assert.match((await dead("show", letterId("c:1", many))).out, /first 65536 of 70000 bytes:\nx+\n$/);

    const replayed = await dead("replay", "--all");
    assert.equal(replayed.code, 1, "some were refused again");
    assert.match(replayed.out, /^3 sent, 3 settled\n/);
    assert.match(replayed.out, /1 refused again and left open: It is not JSON/);
    assert.match(replayed.out, /1 refused again and left open: Only 65536 of the 70000 bytes/);

    const wrong = await runTask("dead", dataDir, ["fix", letterId("b:1", broken), "-"], '{"v":2}');
    assert.deepEqual([wrong.code, wrong.err.includes("is not an X")], [2, true], wrong.err);
    const fixed = await runTask("dead", dataDir, ["fix", letterId("b:1", broken), "-"], status(50));
    assert.deepEqual([fixed.code, fixed.out], [0, "1 sent, 1 settled\n"]);
    const again = await runTask("dead", dataDir, ["fix", letterId("b:1", broken), "-"], status(51));
    assert.deepEqual([again.code, again.err], [
      2,
      `Dead letter ${letterId("b:1", broken)} was replayed before\n`,
    ]);

    assert.equal((await dead("discard", "--reason", "is")).out, "2 sent, 2 settled\n");
    assert.equal((await dead("list")).out, "No such dead letter\n");
    assert.equal((await dead("show", "nope")).code, 2);
    await drain(owner);
    assert.equal((await readRows(dataDir)).posts.length, 4);
    assert.deepEqual(await statesOf(dataDir), { replayed: 4, discarded: 2 });
  }));
