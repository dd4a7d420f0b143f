import assert from "node:assert/strict";
import { needsKafka } from "../../base/test_needs.ts";
import type { JavaCluster } from "../broker/java_cluster.ts";
import { records } from "../log_suite.ts";
import { openTestLog, startTestCluster, testOptions, until } from "./broker_harness.ts";

/** Writes and reads all the while `trouble` is made; then what was acknowledged was read, and each line once. */
async function writeAndRead(
  cluster: JavaCluster,
  trouble: (appended: () => number) => Promise<void>,
): Promise<{ warnings: string[] }> {
  const { log, warnings } = await openTestLog(testOptions(cluster, { partitions: 3 }));
  await using _ = log;
  const partitions = [0, 1, 2];
  const stop = new AbortController();
  const read: string[] = [];
  const acknowledged: string[] = [];
  const reading = (async () => {
    const from = new Map(partitions.map((partition) => [partition, 0n]));
    for await (const { lines } of log.readPartitions("posts", from, stop.signal)) read.push(...lines);
  })();
  let over = false;
  const making = trouble(() => acknowledged.length).then(() => over = true);
  while (!over) {
    const lines = records(acknowledged.length, 20);
    await until(() =>
      log.append("posts", lines).then(() => true, (error) => {
        assert.equal(error.name, "Retriable", error.message);
        return false;
      })
    );
    acknowledged.push(...lines.map(({ line }) => line));
  }
  await making;
  await until(() => new Set(read).size === acknowledged.length);
  stop.abort();
  await reading;
  assert.deepEqual(new Set(read), new Set(acknowledged));
  const ends = await Promise.all(
    partitions.map(async (partition) => (await log.range("posts", partition)).next),
  );
  assert.equal(
    BigInt(read.length),
    ends.reduce((sum, end) => sum + end),
    "each line on the log was read once",
  );
  return { warnings };
}

const more = (appended: () => number) => {
  const before = appended();
  return until(() => appended() > before + 500);
};

Deno.test(
  { name: "Kafka log loses nothing when its broker dies and comes back", ...needsKafka },
  async () => {
    await using cluster = await startTestCluster(1);
    const { warnings } = await writeAndRead(cluster, async (appended) => {
      for (const signal of ["SIGKILL", "SIGTERM"] as const) {
        await more(appended);
        await cluster.stop(0, signal);
        await cluster.start(0);
      }
      await more(appended);
    });
    assert.ok(
      warnings.some((text) => text.startsWith(`Kafka broker ${cluster.brokers}: `)),
      warnings.join("\n"),
    );
  },
);

Deno.test(
  { name: "Kafka log goes on while one of three brokers, which leads a partition, is away", ...needsKafka },
  async () => {
    await using cluster = await startTestCluster(3, {
      "broker.session.timeout.ms": "2000",
      "broker.heartbeat.interval.ms": "500",
      "controller.quorum.fetch.timeout.ms": "1000",
      "controller.quorum.election.timeout.ms": "500",
    });
    await writeAndRead(cluster, async (appended) => {
      for (const index of [0, 1, 2]) {
        await more(appended);
        await cluster.stop(index, "SIGKILL");
        await more(appended);
        await cluster.start(index);
      }
      await more(appended);
    });
  },
);
