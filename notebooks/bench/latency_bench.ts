import { join } from "node:path";
import { startGroupAnalysts } from "../../analysis/group_analysts.ts";
import { openStore } from "../../analysis/store/store.ts";
import { consoleReport } from "../../ingest/base/report.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { startJavaCluster } from "../../ingest/log/broker/java_cluster.ts";
import { readKafkaOptions } from "../../ingest/log/open_log.ts";
import { ingestPermissions } from "../ingest_child.ts";
import { startOwner } from "../owner.ts";

const warmUpMs = 8000;

/**
 * From the arrival of a post at the door of ingest to the commit that lets queries see it, at 1,000 and 5,000 posts a
 * second, over the embedded log and over a Kafka of one broker on this machine.
 */
export async function benchLatency(seconds = 20): Promise<void> {
  for (const rate of [1000, 5000]) await measure("embedded", {}, rate, seconds);
  await using cluster = await startJavaCluster({ brokers: 1 }, consoleReport());
  for (const rate of [1000, 5000]) {
    const kafka = { KAFKA_BROKERS: cluster.brokers, KAFKA_PREFIX: `rate${rate}.` };
    await measure("Kafka", kafka, rate, seconds);
  }
}

async function measure(
  name: string,
  kafka: Record<string, string>,
  rate: number,
  seconds: number,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const env: Record<string, string> = { DATA_DIR: join(folder, "data"), PORT: "0", ...kafka };
    const committedAt = await runAtRate(env, rate, seconds);
    const { posts, p50, p95, p99 } = await readLatencies(env.DATA_DIR!, committedAt);
    console.log(
      `latency: ${name} at ${
        rate.toLocaleString("en")
      } posts/s: source to queryable p50 ${p50}, p95 ${p95}, p99 ${p99} ms ` +
        `(${Math.round(posts / seconds).toLocaleString("en")} posts/s landed)`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** @returns when each landing after the warm-up was committed, UTC milliseconds. */
async function runAtRate(
  env: Record<string, string>,
  rate: number,
  seconds: number,
): Promise<Map<number, number>> {
  const committedAt = new Map<number, number>();
  let counts = false;
  const landed = ({ landing }: { landing: number }) => counts && committedAt.set(landing, Date.now());
  const settings = readSettings((name) => env[name]);
  const report = consoleReport();
  const owner = await startOwner(settings, "deno task bench", report, { measure: { landed } });
  const options = await readKafkaOptions(settings);
  const analysts = options && startGroupAnalysts(options, 1, (text) => report.warn(text));
  const ingest = new Deno.Command("deno", {
    args: ["run", ...ingestPermissions, "ingest/main.ts", "--rate", String(rate)],
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await new Promise((resolve) => setTimeout(resolve, warmUpMs));
    counts = true;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    counts = false;
  } finally {
    ingest.kill("SIGTERM");
    await ingest.status;
    await analysts?.stop();
    await owner.stop();
  }
  return committedAt;
}

async function readLatencies(dataDir: string, committedAt: Map<number, number>) {
  await using store = await openStore(dataDir);
  const commits = [...committedAt].map(([landing, at]) => `(${landing}, ${at})`).join(", ");
  const [row] = await store.writer.rows<{ posts: number; p50: number; p95: number; p99: number }>(
    `select count(*) as posts, ${
      [50, 95, 99].map((p) =>
        `quantile_disc(committed - epoch_ms(received_at), ${p / 100})::integer as p${p}`
      ).join(", ")
    } from base.posts join (values ${commits}) c(landing, committed) using (landing)`,
  );
  return row!;
}
