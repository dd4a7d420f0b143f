import { join } from "node:path";
import { startGroupAnalysts } from "../../analysis/group_analysts.ts";
import { consoleReport } from "../../ingest/base/report.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { startJavaCluster } from "../../ingest/log/broker/java_cluster.ts";
import { readKafkaOptions } from "../../ingest/log/open_log.ts";
import { ingestPermissions } from "../ingest_child.ts";
import { startOwner } from "../owner.ts";
import { loopStatuses, readStatuses } from "./looped_posts.ts";
import { type MachineTicks, measureLag, percentile, readTicks, shareOf, threadCpu } from "./machine.ts";

const everyMs = 10_000;
const fileLines = 100_000;

interface Reading {
  at: number;
  landed: number;
  ticks: MachineTicks;
  ingestMs: number;
  analystMs: number;
  ownerMs: number;
}

/**
 * The whole path at saturation: raw recorded statuses, each with an id of its own, are replayed from files by an
 * ingest process, through log and analyst to landed rows, with pages served beside. Prints a line every 10 s.
 */
export async function benchPath(seconds = 200, postsPerSecond = 20_000): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const files = await writeFiles(folder, seconds * postsPerSecond);
    await run("path", join(folder, "data"), files, seconds);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The same over a Kafka of one broker on this machine, right after as long over the embedded log: the share of it that is left. */
export async function benchKafka(seconds = 60, postsPerSecond = 20_000): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const files = await writeFiles(folder, seconds * postsPerSecond);
    const embedded = await run("embedded", join(folder, "embedded"), files, seconds);
    await using cluster = await startJavaCluster({ brokers: 1 }, consoleReport());
    const kafka = { KAFKA_BROKERS: cluster.brokers };
    const overKafka = await run("kafka", join(folder, "kafka"), files, seconds, kafka);
    console.log(`kafka: ${Math.round(100 * overKafka / embedded)} % of the throughput over the embedded log`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** @returns posts a second of the whole run. */
async function run(
  label: string,
  dataDir: string,
  files: string,
  seconds: number,
  kafka: Record<string, string> = {},
): Promise<number> {
  const env: Record<string, string> = { DATA_DIR: dataDir, PORT: "0", ...kafka };
  const settings = readSettings((name) => env[name]);
  const report = consoleReport();
  const owner = await startOwner(settings, "deno task bench", report);
  const options = await readKafkaOptions(settings);
  const analysts = options && startGroupAnalysts(options, 1, (text) => report.warn(text));
  const ingest = new Deno.Command("deno", {
    args: ["run", ...ingestPermissions, "ingest/main.ts", "--replay", files, "--speed", "max"],
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const lags: number[] = [];
  const stopLag = measureLag(lags);
  const read = (): Reading => ({
    at: performance.now(),
    landed: owner.landing.totals.landed,
    ticks: readTicks(),
    ingestMs: sum(threadCpu(ingest.pid)),
    ...ownerCpu(),
  });
  await waitUntil(() => owner.landing.totals.landed > 0);
  let ended = false;
  const done = ingest.status.then(() => ended = true);
  const first = read();
  let before = first;
  while (before.at - first.at < seconds * 1000) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    // A machine that is faster than the files are long: what follows would be no saturation.
    if (ended) break;
    const now = read();
    console.log(`${label}: ${describe(before, now)}`);
    before = now;
  }
  stopLag();
  console.log(
    `${label}: whole run of ${Math.round((before.at - first.at) / 1000)} s: ${describe(first, before)}`,
  );
  console.log(
    `${label}: event loop lag of main p50 ${percentile(lags, 0.5).toFixed(1)}, p99 ${
      percentile(lags, 0.99).toFixed(1)
    }, ` +
      `max ${Math.max(...lags).toFixed(0)} ms`,
  );
  if (!ended) ingest.kill("SIGTERM");
  await done;
  await analysts?.stop();
  await owner.stop();
  return (before.landed - first.landed) / (before.at - first.at) * 1000;
}

function describe(before: Reading, now: Reading): string {
  const posts = now.landed - before.landed;
  const perPost = (ms: number) => Math.round(ms / posts * 1000);
  const [ingest, analyst, owner] = [
    perPost(now.ingestMs - before.ingestMs),
    perPost(now.analystMs - before.analystMs),
    perPost(now.ownerMs - before.ownerMs),
  ];
  return `${Math.round(posts / (now.at - before.at) * 1000).toLocaleString("en")} posts/s; CPU us a post: ` +
    `ingest ${ingest}, analyst ${analyst}, landing and pages ${owner}, all ${ingest + analyst + owner}; ` +
    `machine busy ${shareOf("busy", before.ticks, now.ticks).toFixed(0)} %, ` +
    `steal ${shareOf("steal", before.ticks, now.ticks).toFixed(1)} %`;
}

function ownerCpu(): { analystMs: number; ownerMs: number } {
  const threads = threadCpu(Deno.pid);
  const analystMs = threads.filter(({ name }) => name.startsWith("worker")).reduce(
    (all, { ms }) => all + ms,
    0,
  );
  return { analystMs, ownerMs: sum(threads) - analystMs };
}

function sum(threads: ReturnType<typeof threadCpu>): number {
  return threads.reduce((all, { ms }) => all + ms, 0);
}

async function writeFiles(folder: string, posts: number): Promise<string> {
  const nth = loopStatuses(readStatuses());
  const encoder = new TextEncoder();
  for (let from = 0; from < posts; from += fileLines) {
    const name = `looped-${String(from / fileLines).padStart(5, "0")}.ndjson`;
    using file = await Deno.open(join(folder, name), { create: true, write: true });
    for (let n = from; n < Math.min(posts, from + fileLines); n += 1000) {
      const lines = Array.from({ length: Math.min(1000, posts - n) }, (_, i) => nth(n + i));
      await file.write(encoder.encode(lines.join("\n") + "\n"));
    }
  }
  return join(folder, "*.ndjson");
}

async function waitUntil(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
}
