import { randomUUID } from "node:crypto";
import type { Report } from "../../base/report.ts";
import { type JavaCluster, startJavaCluster } from "../broker/java_cluster.ts";
import { type Admin, createKafka } from "../kafka.ts";
import { createSockets } from "./sockets.ts";
import type { LogTopic } from "../log.ts";
import type { KafkaOptions } from "./options.ts";
import { type KafkaLog, openKafkaLog } from "./kafka_log.ts";

const untilMs = 120_000;
const quiet: Report = { say: console.error, warn() {}, progress() {}, endProgress() {} };

/** For tests: brokers with nothing on them. */
export function startTestCluster(
  brokers: number,
  settings: Record<string, string> = {},
): Promise<JavaCluster> {
  // What a broker says on a busy machine would be read in the midst of a test that has not started it: a leak there.
  return startJavaCluster({ brokers, quiet: true }, quiet, settings);
}

/** Options of an empty log of its own on a Kafka. */
export function testOptions(
  cluster: Pick<JavaCluster, "brokers">,
  more: Partial<KafkaOptions> = {},
): KafkaOptions {
  return {
    brokers: cluster.brokers.split(","),
    prefix: `t${randomUUID().slice(0, 8)}.`,
    partitions: 1,
    ...more,
  };
}

/** Starts a broker before the tests of a file and ends it after, unless `ignore`. */
export function brokerForFile(
  { ignore }: { ignore: boolean },
): { options(more?: Partial<KafkaOptions>): KafkaOptions } {
  let cluster: JavaCluster | undefined;
  if (!ignore) {
    Deno.test.beforeAll(async () => {
      cluster = await startTestCluster(1);
    });
    Deno.test.afterAll(async () => {
      await cluster?.[Symbol.asyncDispose]();
    });
  }
  return { options: (more) => testOptions(cluster!, more) };
}

/** Opens a log, and keeps what it warns of. */
export async function openTestLog(options: KafkaOptions): Promise<{ log: KafkaLog; warnings: string[] }> {
  const warnings: string[] = [];
  return { log: await openKafkaLog(options, (text) => warnings.push(text)), warnings };
}

/** Waits until something holds, looking every 20 ms. @throws when it does not within two minutes. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + untilMs; !await holds();) {
    if (performance.now() > end) throw new Error(`not within ${untilMs / 1000} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Asks something of Kafka that a log has no word for. */
export async function usingAdmin<Result>(
  options: KafkaOptions,
  ask: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  using sockets = createSockets();
  const admin = createKafka(options, sockets, () => {}).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Deletes the lines of partition 0 below an offset, as retention does. */
export async function deleteBefore(options: KafkaOptions, topic: LogTopic, offset: string): Promise<void> {
  const name = `${options.prefix}${topic}`;
  await usingAdmin(options, async (admin) => {
    // kafkajs asks who leads a partition only of topics that it knows already.
    await admin.fetchTopicOffsets(name);
    await admin.deleteTopicRecords({ topic: name, partitions: [{ partition: 0, offset }] });
  });
}
