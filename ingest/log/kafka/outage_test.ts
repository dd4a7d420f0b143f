import assert from "node:assert/strict";
import { needsKafka } from "../../base/test_needs.ts";
import { startTestCluster, testOptions } from "./broker_harness.ts";
import { more, writeAndRead } from "./write_and_read_harness.ts";

// kafkajs tries some times more, with pauses between, also for what was closed meanwhile.
const leavesTimers = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  { name: "Kafka log loses nothing when its broker dies and comes back", ...needsKafka, ...leavesTimers },
  async () => {
    await using cluster = await startTestCluster(1);
    const { warnings } = await writeAndRead(testOptions(cluster), async (appended) => {
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
  {
    name: "Kafka log goes on while one of three brokers, which leads a partition, is away",
    ...needsKafka,
    ...leavesTimers,
  },
  async () => {
    await using cluster = await startTestCluster(3, {
      "broker.session.timeout.ms": "2000",
      "broker.heartbeat.interval.ms": "500",
      "controller.quorum.fetch.timeout.ms": "1000",
      "controller.quorum.election.timeout.ms": "500",
    });
    await writeAndRead(testOptions(cluster), async (appended) => {
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
