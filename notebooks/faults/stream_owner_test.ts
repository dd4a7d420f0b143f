import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { statusLines } from "../../ingest/sources/replay/files_harness.ts";
import { readRows, replay, start, type Started, tryKill, withDataDir } from "../dev_harness.ts";
import { waitFor } from "./fault_harness.ts";

const lines = 4000;
const takenOverMs = 15_000;

/** A replay that takes four seconds, by an ingest of its own. */
function startIngest(dataDir: string): Started {
  return start("ingest", dataDir, ["--replay", join(dataDir, "posts.ndjson"), "--speed", "1000"]);
}

async function writePosts(dataDir: string): Promise<string> {
  const file = join(dataDir, "posts.ndjson");
  await Deno.writeTextFile(file, statusLines(0, lines));
  return file;
}

async function logEnd(dataDir: string): Promise<bigint> {
  await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
  return (await log.range("posts", 0)).next;
}

/** Two processes on one stream: the first reads, the second waits. */
async function withTwo(
  run: (reading: Started, waiting: Started, dataDir: string) => Promise<void>,
): Promise<void> {
  await withDataDir(async (dataDir) => {
    const file = await writePosts(dataDir);
    await using reading = startIngest(dataDir);
    await waitFor("the first reads", async () => await logEnd(dataDir) >= 300n);
    await using waiting = startIngest(dataDir);
    await waitFor("the second waits", () => waiting.output.err.includes("is read by another process"));
    await run(reading, waiting, dataDir);
    const onLog = Number(await logEnd(dataDir));
    assert.ok(onLog >= lines && onLog < lines + 1000, `${onLog} lines: read on by the cursor`);
    const { read } = await replay(dataDir, [file]);
    assert.equal(read, lines);
    const { posts } = await readRows(dataDir);
    assert.equal(new Set(posts.map((post) => (post as { id: string }).id)).size, lines);
    assert.equal(posts.length, lines);
  });
}

Deno.test("a stream whose reader is killed is taken over by another process within 15 s, by its cursor", () =>
  withTwo(async (reading, waiting, dataDir) => {
    const before = await logEnd(dataDir);
    reading.child.kill("SIGKILL");
    assert.equal((await reading.ended()).signal, "SIGKILL");
    const killedAt = Date.now();
    await waitFor("the second reads on", async () => await logEnd(dataDir) > before + 10n);
    assert.ok(Date.now() - killedAt < takenOverMs);
    assert.equal((await waiting.ended()).code, 0);
  }));

Deno.test({
  name: "a stream whose reader is stuck is taken over, and that one stores no cursor when it goes on",
  ignore: Deno.build.os === "windows",
}, () =>
  withTwo(async (reading, waiting, dataDir) => {
    reading.child.kill("SIGSTOP");
    const before = await logEnd(dataDir);
    const stuckAt = Date.now();
    await waitFor("the second reads on", async () => await logEnd(dataDir) > before + 10n);
    assert.ok(Date.now() - stuckAt < takenOverMs);
    reading.child.kill("SIGCONT");
    assert.equal((await waiting.ended()).code, 0);
    const { code, err } = await reading.ended();
    assert.equal(code, 0, err);
    assert.match(err, /was taken over by another process, as this one did not answer/);
  }));

Deno.test("a stream that its reader gives back goes to the next", () =>
  withTwo(async (reading, waiting) => {
    tryKill(reading.child, "SIGTERM");
    assert.equal((await reading.ended()).code, 0);
    const { code, out } = await waiting.ended();
    assert.equal(code, 0);
    assert.match(out, /Read [\d,]+ posts/);
  }));

Deno.test("a stream that its reader has read to its end is not read again by one that has waited", () =>
  withTwo(async (reading, waiting, dataDir) => {
    for (const { ended } of [reading, waiting]) assert.equal((await ended()).code, 0);
    assert.equal(await logEnd(dataDir), BigInt(lines));
  }));
