import assert from "node:assert/strict";
import { needsKafka, needsShared, sharedPath } from "../ingest/base/test_needs.ts";
import { brokerForFile, startTestCluster, testOptions, until } from "../ingest/log/kafka/broker_harness.ts";
import {
  readCounts,
  readRows,
  replay,
  start,
  type Started,
  taskArgs,
  tryKill,
  withDataDir,
} from "./dev_harness.ts";
import { kafkaSettings } from "./faults/kafka_harness.ts";

const needs = { ignore: needsKafka.ignore || needsShared.ignore };
const broker = brokerForFile(needs);
const file = (name: string) => sharedPath(`data/twitter-v1/${name}.ndjson.gz`);

const recorded = [
  { name: "stocknet_2014-04-20_2014-04-27", lines: 1851, ids: 1604 },
  { name: "stocknet_2014-05-17_2014-06-07", lines: 6560, ids: 3941 },
  { name: "stocknet_2014-09-07_2014-09-21", lines: 2078, ids: 1786 },
  { name: "stocknet_2016-01-31_2016-04-01", lines: 8994, ids: 7264 },
  { name: "utwente_dutch-stream_2016-01-22T0500", lines: 1000, ids: 1000 },
];

async function replayOverKafka(dataDir: string, files: string[], settings: Record<string, string>) {
  const args = ["--replay", ...files, "--speed", "max", "--exit-when-done"];
  await using dev = start("dev", dataDir, args, settings);
  const { code, out, err } = await dev.ended();
  assert.equal(code, 0, out + err);
  return readCounts(out);
}

for (const { name, lines, ids } of recorded) {
  Deno.test({
    name: `dev over Kafka lands ${ids} posts of ${name}, and a second replay changes nothing`,
    ...needs,
  }, () =>
    withDataDir(async (dataDir) => {
      const settings = kafkaSettings(broker.options({ partitions: 3 }));
      const first = await replayOverKafka(dataDir, [file(name)], settings);
      assert.deepEqual(first, { read: lines, landed: ids, duplicate: lines - ids, dead: 0, changed: 0 });
      const before = await readRows(dataDir);
      const second = await replayOverKafka(dataDir, [file(name)], settings);
      assert.deepEqual(second, { read: lines, landed: 0, duplicate: lines, dead: 0, changed: 0 });
      assert.deepEqual(await readRows(dataDir), before);
    }));
}

const earliestKillMs = 200;
const latestKillMs = 1500;
const maxWaves = 20;

Deno.test(
  { name: "kill -9 of owner, analyst and broker loses and doubles nothing over Kafka", ...needs },
  () =>
    withDataDir((untouched) =>
      withDataDir(async (dataDir) => {
        const files = recorded.map(({ name }) => file(name));
        await replay(untouched, files);
        await using cluster = await startTestCluster(1);
        const settings = kafkaSettings(testOptions(cluster, { partitions: 3 }));
        await using owner = restartable(() => start("serve", dataDir, [], settings));
        await using analyst = restartable(() => start("analyse", dataDir, ["--workers", "2"], settings));
        await owner.running.url();
        // Who starts while no broker answers ends, to be started again; here each is at work before the next is killed.
        const killOwner = async () => {
          await owner.kill();
          await until(async () => await lag(owner.running) !== undefined);
        };
        const killAnalyst = async () => {
          await analyst.kill();
          await until(async () => await lag(owner.running) === 0);
        };
        const killBroker = async () => {
          await cluster.stop(0, "SIGKILL");
          await cluster.start(0);
        };
        const kills = [killOwner, killAnalyst, killBroker, killOwner, killAnalyst];
        let fired = 0;
        for (let wave = 0; fired < kills.length; wave++) {
          assert.ok(wave < maxWaves, `${fired} kills came before the end of what was under way`);
          const ingest = ingestChild(dataDir, files[wave % files.length]!, settings);
          const afterMs = earliestKillMs + Math.random() * (latestKillMs - earliestKillMs);
          await new Promise((resolve) => setTimeout(resolve, afterMs));
          const busy = ingest.runs() || await lag(owner.running) !== 0;
          if (busy) await kills[fired++]!();
          assert.equal((await ingest.status).code, 0);
        }
        for (const path of files) assert.equal((await ingestChild(dataDir, path, settings).status).code, 0);
        await until(async () => await lag(owner.running) === 0);
        owner.running.child.kill("SIGTERM");
        assert.equal((await owner.running.ended()).code, 0);
        analyst.running.child.kill("SIGTERM");
        assert.equal((await analyst.running.ended()).code, 0);
        const { posts, minutes, dead } = await readRows(untouched);
        const landed = await readRows(dataDir);
        assertSame(landed.posts, posts);
        assertSame(landed.minutes, minutes);
        assertSame(landed.dead, dead);
      })
    ),
);

/** Row by row: a test has no time to show how two long lists differ. Streams have other names here. */
function assertSame(rows: unknown[], expected: unknown[]): void {
  const withoutStream = (row: unknown) => ({ ...row as object, stream: "" });
  for (const [i, row] of expected.entries()) assert.deepEqual(withoutStream(rows[i]), withoutStream(row));
  assert.equal(rows.length, expected.length);
}

/** Lines that have not landed; undefined while the owner cannot say. */
async function lag(owner: Started): Promise<number | undefined> {
  try {
    return (await (await fetch(`${await owner.url()}healthz`)).json()).lag;
  } catch {
    return undefined;
  }
}

function restartable(launch: () => Started) {
  let running = launch();
  return {
    get running() {
      return running;
    },
    async kill() {
      running.child.kill("SIGKILL");
      assert.equal((await running.ended()).signal, "SIGKILL");
      running = launch();
    },
    async [Symbol.asyncDispose]() {
      tryKill(running.child, "SIGKILL");
      await running.ended();
    },
  };
}

function ingestChild(dataDir: string, path: string, settings: Record<string, string>) {
  const child = new Deno.Command("deno", {
    args: [...taskArgs("ingest"), "--replay", path, "--speed", "max"],
    env: { DATA_DIR: dataDir, ...settings },
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  let runs = true;
  const status = child.status.finally(() => runs = false);
  return { status, runs: () => runs };
}
