import assert from "node:assert/strict";
import { freePort } from "../../ingest/base/port_harness.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { logPathOf } from "../../ingest/data_files.ts";
import type { StreamList, StreamView } from "../../ingest/registry/stream.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { waitFor } from "../faults/fault_harness.ts";
import { type Ran, runTask } from "./dead_harness.ts";

const token = "xyzzy-of-this-test-1234";
const settings = { PUSH_TOKEN: token };
const takenOverMs = 15_000;

async function streams(dataDir: string, ...args: string[]): Promise<Ran> {
  const ran = await runTask("streams", dataDir, args, "", settings);
  assert.ok(!(ran.out + ran.err).includes(token));
  return ran;
}

async function well(dataDir: string, ...args: string[]): Promise<string> {
  const { code, out, err } = await streams(dataDir, ...args);
  assert.equal(code, 0, out + err);
  return out;
}

async function viewOf(dataDir: string, source: string): Promise<StreamView> {
  const list: StreamList = JSON.parse(await well(dataDir, "list", "--json"));
  return list.streams.find((stream) => stream.source === source)!;
}

function stateIs(dataDir: string, source: string, state: string, reason = /^/): Promise<void> {
  return waitFor(`${source} is ${state}`, async () => {
    const view = await viewOf(dataDir, source);
    return view.state === state && reason.test(view.reason ?? "");
  });
}

/** Sends posts as a program of the operator does, until they are taken. */
async function send(port: number, ids: string[]): Promise<void> {
  await waitFor(`${ids} are taken`, async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(ids.map((id) => ({ id, createdAt: "2026-01-01", text: "rain" }))),
    }).catch(() => undefined);
    await response?.text();
    return response?.status === 202;
  });
}

const isOpen = (port: number) =>
  Deno.connect({ hostname: "127.0.0.1", port }).then((conn) => {
    conn.close();
    return true;
  }, () => false);

async function pushed(dataDir: string): Promise<Set<string>> {
  await using log = await openEmbeddedLog(logPathOf(dataDir));
  const { oldest, next } = await log.range("posts", 0);
  const ids = new Set<string>();
  for await (const batch of log.read("posts", 0, oldest, new AbortController().signal)) {
    for (const line of batch.lines) {
      const { t, source, id } = JSON.parse(line);
      if (t === "post" && source === "push") ids.add(id);
    }
    if (batch.next >= next) break;
  }
  return ids;
}

Deno.test("streams go on after kill -9, a closed network beside a good one, and do as the command line says", () =>
  withDataDir(async (dataDir) => {
    const port = freePort();
    assert.match((await streams(dataDir, "list")).err, /^There are no streams in /);
    await well(dataDir, "add", `push=${port}`);
    await well(dataDir, "add", "rss=http://127.0.0.1:1/feed?key=secret-key");
    assert.deepEqual((await streams(dataDir, "add", `push=${port}`)).code, 2);
    assert.match(
      await well(dataDir, "list"),
      /Nothing follows them: start deno task dev or deno task ingest/,
    );
    {
      await using ingest = start("ingest", dataDir, [], settings);
      await stateIs(dataDir, "rss", "failed", /is not an address of the public internet/);
      await send(port, ["1", "2"]);
      ingest.child.kill("SIGKILL");
      await ingest.ended();
      assert.doesNotMatch(ingest.output.out + ingest.output.err, /secret-key|xyzzy/);
    }
    await stateIs(dataDir, "push", "stopped", /No ingest runs/);
    await using ingest = start("ingest", dataDir, [], settings);
    await send(port, ["3"]);
    await stateIs(dataDir, "push", "live");
    assert.equal((await viewOf(dataDir, "push")).posts, 3);
    await well(dataDir, "pause", "push");
    await waitFor("its port is closed", async () => !await isOpen(port));
    await stateIs(dataDir, "push", "paused");
    await well(dataDir, "start", "push");
    await send(port, ["4"]);
    assert.deepEqual([...await pushed(dataDir)], ["1", "2", "3", "4"]);
    ingest.child.kill("SIGTERM");
    assert.equal((await ingest.ended()).code, 0);
    await well(dataDir, "remove", "push", (await viewOf(dataDir, "rss")).id);
    assert.match(await well(dataDir, "list"), /^No streams/);
  }));

Deno.test("of two ingests one follows a stream, and the other takes it over when that one is killed", () =>
  withDataDir(async (dataDir) => {
    const port = freePort();
    await well(dataDir, "add", `push=${port}`);
    await using one = start("ingest", dataDir, [], settings);
    await send(port, ["1"]);
    await using other = start("ingest", dataDir, [], settings);
    await waitFor("the other waits", () => /Stream "push" is read by another process/.test(other.output.err));
    one.child.kill("SIGKILL");
    const killedAt = Date.now();
    await send(port, ["2"]);
    assert.ok(Date.now() - killedAt < takenOverMs);
    await stateIs(dataDir, "push", "live");
    assert.deepEqual([...await pushed(dataDir)], ["1", "2"]);
  }));

Deno.test("dev adds the sources of its command line once, and keeps to what is said of them later", () =>
  withDataDir(async (dataDir) => {
    const port = freePort();
    await using dev = start("dev", dataDir, ["--source", `push=${port}`], settings);
    await send(port, ["1"]);
    assert.match(dev.output.out, /push: runs until deno task streams stop [0-9a-f]{10}/);
    await well(dataDir, "stop", "push");
    await stateIs(dataDir, "push", "stopped");
    dev.child.kill("SIGTERM");
    assert.equal((await dev.ended()).code, 0);
    await using again = start("dev", dataDir, [], settings);
    await again.url();
    await waitFor(
      "an ingest follows",
      async () => JSON.parse(await well(dataDir, "list", "--json")).followed,
    );
    assert.equal((await viewOf(dataDir, "push")).state, "stopped");
  }));
