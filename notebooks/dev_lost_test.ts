import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { start, type Started, tryKill, withDataDir } from "./dev_harness.ts";
import { until } from "./live/hub_harness.ts";

/** Starts a task in a folder of its own that a test may remove. */
function withStarted(
  tasks: readonly ("dev" | "serve" | "ingest")[],
  run: (started: Started[], dataDir: string) => Promise<void>,
): Promise<void> {
  return withDataDir(async (folder) => {
    const dataDir = join(folder, "data");
    const started: Started[] = [];
    try {
      for (const task of tasks) {
        started.push(start(task, dataDir));
        if (task !== "ingest") await started[0]!.url();
      }
      await run(started, dataDir);
    } finally {
      for (const one of started) await one[Symbol.asyncDispose]();
    }
  });
}

async function assertLost(started: Started, dataDir: string): Promise<void> {
  const { code, out, err } = await started.ended();
  assert.equal(code, 2, out + err);
  assert.match(err, /^File "[^"]+" was removed, renamed or replaced while in use: [^\n]+\n$/);
  assert.ok(err.includes(dataDir), err);
}

Deno.test("dev stops with one line and code 2 when its folder is removed or renamed", async () => {
  const ways = [
    (dataDir: string) => Deno.remove(dataDir, { recursive: true }),
    (dataDir: string) => Deno.rename(dataDir, `${dataDir}.renamed`),
    (dataDir: string) => Deno.remove(join(dataDir, "log.sqlite")),
  ];
  for (const lose of ways) {
    await withStarted(["dev"], async ([dev], dataDir) => {
      await underWay(dataDir);
      await lose(dataDir);
      await assertLost(dev!, dataDir);
    });
  }
});

Deno.test("dev says so also where a signal comes before it has noticed", () =>
  withStarted(["dev"], async ([dev], dataDir) => {
    await underWay(dataDir);
    await Deno.remove(dataDir, { recursive: true });
    tryKill(dev!.child, "SIGTERM");
    await assertLost(dev!, dataDir);
  }));

Deno.test("serve and an ingest that has joined it each stop with a line", () =>
  withStarted(["serve", "ingest"], async ([serve, ingest], dataDir) => {
    await underWay(dataDir);
    await Deno.remove(dataDir, { recursive: true });
    for (const one of [serve!, ingest!]) await assertLost(one, dataDir);
  }));

/** Waits until ingest has begun. */
function underWay(dataDir: string): Promise<void> {
  return until(() => existsSync(join(dataDir, "sample-truth.json")), "ingest is under way");
}
