import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import { statusLines } from "../ingest/sources/replay/files_harness.ts";
import { readCounts, readRows, start, type Started, tryKill, withDataDir } from "./dev_harness.ts";

const lines = 3000;
const enough = 300n;
const waitMs = 60_000;

/** A replay of so many seconds of posts, slow enough to be met under way. */
async function startReplay(dataDir: string): Promise<Started> {
  const file = join(dataDir, "posts.ndjson");
  await Deno.writeTextFile(file, statusLines(0, lines));
  await Deno.utime(file, 1_000_000_000, 1_000_000_000);
  return start("dev", dataDir, ["--replay", file, "--speed", "1000", "--exit-when-done"]);
}

/** Waits until the log goes so far. */
async function underWay(dev: Started, dataDir: string, until: bigint = enough): Promise<void> {
  await dev.url();
  await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), waitMs);
  for await (const { next } of log.read("posts", 0, 0n, stop.signal)) if (next >= until) break;
  clearTimeout(late);
}

/** The ingest child among the children of `dev`. By `cat`, because Deno itself reads /proc with all permissions only. */
async function ingestOf(pid: number): Promise<number> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const children = (await cat(`/proc/${pid}/task/${pid}/children`)).trim().split(" ");
    for (const child of children) {
      if ((await cat(`/proc/${child}/cmdline`)).includes("ingest/main.ts")) return Number(child);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`no ingest in ${waitMs} ms`);
}

async function cat(path: string): Promise<string> {
  const { stdout } = await new Deno.Command("cat", { args: [path] }).output();
  return new TextDecoder().decode(stdout);
}

Deno.test({
  name: "dev counts all lines of its run, also those of an ingest that was killed on the way",
  ignore: Deno.build.os !== "linux",
}, () =>
  withDataDir(async (dataDir) => {
    await using dev = await startReplay(dataDir);
    await underWay(dev, dataDir);
    Deno.kill(await ingestOf(dev.child.pid), "SIGKILL");
    const { code, out, err } = await dev.ended();
    assert.equal(code, 0, err);
    assert.match(err, /ingest ended with code 137; starting it again in 1 s/);
    assert.match(out, /going on where it was broken off/);
    const { read, landed, duplicate, dead } = readCounts(out);
    assert.ok(read >= lines && read === landed + duplicate + dead, out);
    assert.equal(landed, lines);
  }));

Deno.test({
  name: "dev says on /healthz that ingest is stuck, until it goes on",
  ignore: Deno.build.os !== "linux",
}, () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir);
    const url = await dev.url();
    const ingest = await ingestOf(dev.child.pid);
    Deno.kill(ingest, "SIGSTOP");
    await healthSays(url, 503, /^ingest has not answered for \d+ s$/);
    Deno.kill(ingest, "SIGCONT");
    await healthSays(url, 200, /^runs$/);
  }));

/** Waits until /healthz has this status and says this of ingest; a stage that starts late is another reason for one. */
async function healthSays(url: string, status: number, ofIngest: RegExp): Promise<void> {
  let last = "";
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const response = await fetch(`${url}healthz`);
    const { stages } = await response.json();
    if (response.status === status && ofIngest.test(stages.ingest)) return;
    last = `${response.status}: ${JSON.stringify(stages)}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`not ${status} with ${ofIngest} in ${waitMs} ms, but ${last}`);
}

Deno.test("dev says that it resumes a replay, and counts what it reads itself", () =>
  withDataDir(async (dataDir) => {
    {
      await using dev = await startReplay(dataDir);
      await underWay(dev, dataDir);
      tryKill(dev.child, "SIGTERM");
      assert.equal((await dev.ended()).code, 0);
    }
    await using dev = await startReplay(dataDir);
    const { code, out, err } = await dev.ended();
    assert.equal(code, 0, err);
    assert.match(out, /going on where it was broken off/);
    const { read, landed } = readCounts(out);
    assert.ok(read > 0 && read < lines && landed <= lines, out);
    assert.equal((await readRows(dataDir)).posts.length, lines);
  }));

Deno.test("dev reads again what an older copy of the log does not hold", () =>
  withDataDir(async (dataDir) => {
    const log = join(dataDir, "log.sqlite");
    for (const before of [true, false]) {
      await using dev = await startReplay(dataDir);
      await underWay(dev, dataDir, before ? enough : 2n * enough);
      tryKill(dev.child, "SIGTERM");
      assert.equal((await dev.ended()).code, 0);
      if (before) await Deno.copyFile(log, `${log}.older`);
    }
    await Deno.rename(`${log}.older`, log);
    await Deno.remove(join(dataDir, "groundswell.duckdb"));
    await using dev = await startReplay(dataDir);
    const { code, err } = await dev.ended();
    assert.equal(code, 0, err);
    assert.match(err, /Log ".*" ends at offset \d+, but went up to \d+ before: .* sources start over/);
    assert.equal((await readRows(dataDir)).posts.length, lines);
  }));
