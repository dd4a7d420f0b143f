import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { statusLines } from "../../ingest/sources/replay/files_harness.ts";
import { readRows, replay, start, type Started, tryKill, withDataDir } from "../dev_harness.ts";
import { waitFor } from "./fault_harness.ts";
import { sideBySide } from "./side_by_side_harness.ts";

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

const fates: Deno.TestStepDefinition[] = [
  {
    name: "killed: another takes it over within 15 s, by its cursor",
    fn: () =>
      withTwo(async (reading, waiting, dataDir) => {
        const before = await logEnd(dataDir);
        reading.child.kill("SIGKILL");
        assert.equal((await reading.ended()).signal, "SIGKILL");
        await takenOver(dataDir, before);
        assert.equal((await waiting.ended()).code, 0);
      }),
  },
  {
    name: "stuck: it is taken over, and this one stores no cursor when it goes on",
    ignore: Deno.build.os === "windows",
    fn: () =>
      withTwo(async (reading, waiting, dataDir) => {
        reading.child.kill("SIGSTOP");
        await takenOver(dataDir, await logEnd(dataDir));
        reading.child.kill("SIGCONT");
        assert.equal((await waiting.ended()).code, 0);
        const { code, err } = await reading.ended();
        assert.equal(code, 0, err);
        assert.match(err, /was taken over by another process, as this one did not answer/);
      }),
  },
  {
    name: "ended: it gives the stream back, and the next reads on",
    fn: () =>
      withTwo(async (reading, waiting) => {
        tryKill(reading.child, "SIGTERM");
        assert.equal((await reading.ended()).code, 0);
        const { code, out } = await waiting.ended();
        assert.equal(code, 0);
        assert.match(out, /Read [\d,]+ posts/);
      }),
  },
  {
    name: "through: the one that has waited does not read it again",
    fn: () =>
      withTwo(async (reading, waiting, dataDir) => {
        for (const { ended } of [reading, waiting]) assert.equal((await ended()).code, 0);
        assert.equal(await logEnd(dataDir), BigInt(lines));
      }),
  },
];

async function takenOver(dataDir: string, before: bigint): Promise<void> {
  const goneAt = Date.now();
  await waitFor("the second reads on", async () => await logEnd(dataDir) > before + 10n);
  assert.ok(Date.now() - goneAt < takenOverMs);
}

Deno.test("a stream has one reader, and goes to the next when that one is killed, stuck, ended or through", (test) =>
  sideBySide(test, fates));
