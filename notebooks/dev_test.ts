import assert from "node:assert/strict";
import { needsShared, sharedPath } from "../ingest/base/test_needs.ts";
import {
  joinReplay,
  readCounts,
  readRows,
  replay,
  start,
  taskArgs,
  tryKill,
  withDataDir,
} from "./dev_harness.ts";
import { ingestPermissions } from "./ingest_child.ts";

const file = (name: string) => sharedPath(`data/twitter-v1/${name}.ndjson.gz`);

const recorded = [
  { name: "stocknet_2014-04-20_2014-04-27", lines: 1851, ids: 1604 },
  { name: "stocknet_2014-05-17_2014-06-07", lines: 6560, ids: 3941 },
  { name: "stocknet_2014-09-07_2014-09-21", lines: 2078, ids: 1786 },
  { name: "stocknet_2016-01-31_2016-04-01", lines: 8994, ids: 7264 },
  { name: "utwente_dutch-stream_2016-01-22T0500", lines: 1000, ids: 1000 },
];

for (const { name, lines, ids } of recorded) {
  Deno.test({
    name: `dev lands ${ids} posts of ${name}, and a second replay changes nothing`,
    ...needsShared,
  }, () =>
    withDataDir(async (dataDir) => {
      const first = await replay(dataDir, [file(name)]);
      assert.deepEqual(first, { read: lines, landed: ids, duplicate: lines - ids, dead: 0, changed: 0 });
      const before = await readRows(dataDir);
      assert.equal(new Set(before.posts.map((post) => (post as { id: string }).id)).size, ids);
      const second = await replay(dataDir, [file(name)]);
      assert.deepEqual(second, { read: lines, landed: 0, duplicate: lines, dead: 0, changed: 0 });
      assert.deepEqual(await readRows(dataDir), before);
    }));
}

Deno.test(
  { name: "two files replayed at the same time land as their union", ...needsShared },
  () =>
    withDataDir(async (dataDir) => {
      const [one, two] = [recorded[0]!, recorded[3]!];
      await using dev = start("dev", dataDir, ["--replay", file(one.name), "--speed", "max"]);
      await dev.url();
      await joinReplay(dataDir, file(two.name));
      dev.child.kill("SIGTERM");
      assert.equal((await dev.ended()).code, 0);
      // What was in the log and not yet landed, lands when the next owner starts.
      await replay(dataDir, [file(one.name)]);
      const { posts } = await readRows(dataDir);
      assert.equal(posts.length, one.ids + two.ids);
    }),
);

const kills = 20;
const earliestKillMs = 300;
const latestKillMs = 2300;

Deno.test({
  name: `kill -9 at any moment of a replay loses and doubles nothing (${kills} kills)`,
  ...needsShared,
}, () =>
  withDataDir(async (untouched) => {
    const files = recorded.map(({ name }) => file(name));
    await replay(untouched, files);
    const expected = await readRows(untouched);
    let fired = 0;
    for (let folders = 0; fired < kills; folders++) {
      assert.ok(folders < kills, `only ${fired} runs in ${folders} folders were killed before their end`);
      await withDataDir(async (dataDir) => {
        while (await killed(dataDir, files, fired < kills)) fired++;
        assert.deepEqual(await readRows(dataDir), expected);
      });
    }
  }));

/** Starts or goes on with a replay, and kills it at a random moment: true when that was before its end. */
async function killed(dataDir: string, files: string[], mayKill: boolean): Promise<boolean> {
  await using dev = start("dev", dataDir, ["--replay", ...files, "--speed", "max", "--exit-when-done"]);
  const afterMs = earliestKillMs + Math.random() * (latestKillMs - earliestKillMs);
  const timer = mayKill ? setTimeout(() => tryKill(dev.child, "SIGKILL"), afterMs) : undefined;
  const { signal, code, out, err } = await dev.ended();
  clearTimeout(timer);
  if (signal !== "SIGKILL") assert.equal(code, 0, out + err);
  return signal === "SIGKILL";
}

Deno.test(
  { name: "a replaced log is noticed, said, and nothing is lost", ...needsShared },
  () =>
    withDataDir(async (dataDir) => {
      const [one, two] = [recorded[0]!, recorded[2]!];
      await replay(dataDir, [file(one.name)]);
      for (const suffix of ["", "-wal", "-shm"]) {
        await Deno.remove(`${dataDir}/log.sqlite${suffix}`).catch(() => {});
      }
      await using dev = start("dev", dataDir, [
        "--replay",
        file(two.name),
        "--speed",
        "max",
        "--exit-when-done",
      ]);
      const { code, out, err } = await dev.ended();
      assert.equal(code, 0, err);
      assert.match(
        err,
        /Log \S+ in ".*" is new to this database, which had landed log \S+ in ".*" up to offset 1851/,
      );
      assert.equal(readCounts(out).landed, two.ids);
      assert.equal((await readRows(dataDir)).posts.length, one.ids + two.ids);
    }),
);

Deno.test("a second owner of a data folder refuses and says who holds it; ingest may join", () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir);
    const url = await dev.url();
    for (const task of ["dev", "serve"] as const) {
      await using second = start(task, dataDir);
      const { code, err } = await second.ended();
      assert.equal(code, 2);
      assert.ok(err.includes(`"deno task dev" holds it (process ${dev.child.pid}`) && err.includes(url), err);
      assert.equal(err.trim().split("\n").length, 1, "one line, no stack");
    }
    assert.equal(
      (await fetch(`${url}healthz`).then(async (r) => [r.status, (await r.json()).ok])).join(),
      "200,true",
    );
  }));

Deno.test("what ingest cannot do ends dev with one line that says so", () =>
  withDataDir(async (dataDir) => {
    for (
      const [args, message] of [
        [["--replay", "x.ndjson", "--format", "morse"], /format "morse"/],
        [["--replay", "x.ndjson", "--speed", "fast"], /speed "fast"/],
        [["--speed", "max"], /--speed goes with --replay/],
        [["--sped", "max"], /Unknown option '--sped'/],
        [["x.ndjson"], /Unknown argument "x.ndjson"; files are given with --replay/],
      ] as const
    ) {
      await using dev = start("dev", dataDir, [...args]);
      const { code, err } = await dev.ended();
      assert.equal(code, 2, err);
      assert.match(err, message);
      assert.doesNotMatch(err, /\n\s+at /, "no stack");
    }
  }));

Deno.test("SIGTERM and SIGINT drain and end with 0 within 10 s", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    await withDataDir(async (dataDir) => {
      await using dev = start("dev", dataDir);
      await dev.url();
      const started = Date.now();
      dev.child.kill(signal);
      const { code, err } = await dev.ended();
      assert.equal(code, 0, err);
      assert.ok(Date.now() - started < 10_000);
      await readRows(dataDir);
    });
  }
});

Deno.test("a Ctrl+C that deno task passes on a second time drains and ends with 0", () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir);
    await dev.url();
    dev.child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 5));
    tryKill(dev.child, "SIGINT");
    const { code, err } = await dev.ended();
    assert.equal(code, 0, err);
    await readRows(dataDir);
  }));

Deno.test("--help of each task on the data folder lists the settings", async () => {
  for (const task of ["dev", "serve", "ingest"] as const) {
    const { code, stdout } = await new Deno.Command("deno", {
      args: [...taskArgs(task), "--help"],
      stdin: "null",
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.equal(code, 0, task);
    for (const name of ["PORT", "HOST", "DATA_DIR", "KAFKA_BROKERS"]) {
      assert.ok(text.includes(name), `${task} ${name}`);
    }
  }
});

Deno.test("dev gives ingest the permissions of its task", () =>
  assert.deepEqual(["run", ...ingestPermissions, "ingest/main.ts"], taskArgs("ingest")));
