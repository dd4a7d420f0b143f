import assert from "node:assert/strict";
import { join } from "node:path";
import { statusLines } from "../ingest/sources/replay/files_harness.ts";
import { readRows, replay, start, withDataDir } from "./dev_harness.ts";

const good = 500;
const bad = 3000;

Deno.test("dev stops with code 3 above its budget of dead letters, loses none, and goes on when started again", () =>
  withDataDir(async (dataDir) => {
    const file = join(dataDir, "posts.ndjson");
    const broken = Array.from({ length: bad }, (_, i) => `{"broken": ${i}`).join("\n");
    await Deno.writeTextFile(file, `${statusLines(0, good)}${broken}\n${statusLines(good, 2 * good)}`);
    const args = ["--replay", file, "--speed", "max", "--exit-when-done"];
    await using dev = start("dev", dataDir, args);
    const { code, err } = await dev.ended();
    assert.equal(code, 3, err);
    assert.match(err, /Stopped: of \d+ lines .* more than DEAD_PERCENT=50 allows; deno task dead list/);
    await using tolerant = start("dev", dataDir, args, { DEAD_PERCENT: "100" });
    assert.equal((await tolerant.ended()).code, 0);
    const rows = await readRows(dataDir);
    assert.deepEqual([rows.posts.length, rows.dead.length], [2 * good, bad]);
    assert.equal((await replay(dataDir, [file])).dead, 0, "letters that are known do not count again");
  }));
