import { startBenchSite } from "./bench_site.ts";
import { startCrowd } from "./crowd.ts";
import { measureLag, percentile } from "./machine.ts";
import { startPosting, topicOf, type WrittenAt } from "./posting.ts";

const viewers = 1000;
const views = 10;
const postsPerSecond = 1000;
const everySeconds = 10;
const mebi = 2 ** 20;

/** A crowd of 1,000 viewers of 10 topics while 1,000 posts a second land: memory, rounds, messages, event loop. */
export async function benchCrowd(seconds = 60): Promise<void> {
  await run("crowd", seconds, "24h");
}

/**
 * The same, with posts written 60 times as fast as they land: their window of 1 h is full after a minute and holds 60,000 from
 * then on, so that what still grows does not grow with what is shown.
 */
export async function benchFullWindow(seconds = 180): Promise<void> {
  const start = Date.now() - 24 * 3_600_000;
  await run("full", seconds, "1h", (n) => start + n * 60_000 / postsPerSecond);
}

async function run(name: string, seconds: number, window: string, writtenAt?: WrittenAt): Promise<void> {
  const committed = new Map<number, number>();
  const rounds: number[] = [];
  await using site = await startBenchSite({}, {
    landed: ({ landing }) => void committed.set(landing, Date.now()),
    round: (ms) => void rounds.push(ms),
  });
  using _posting = startPosting(site.owner.log, postsPerSecond, writtenAt);
  await using crowd = await startCrowd({
    url: `${site.owner.url.replace("http", "ws")}live`,
    watches: Array.from(
      { length: viewers },
      (_, i) => ({ page: "topic", params: { topic: topicOf(i % views), window } }),
    ),
    stuck: [],
  });
  const lags: number[] = [];
  const stopLag = measureLag(lags);
  for (let second = everySeconds; second <= seconds; second += everySeconds) {
    const before = { landed: site.owner.landing.totals.landed, reports: crowd.reports.length };
    rounds.length = lags.length = 0;
    await new Promise((resolve) => setTimeout(resolve, everySeconds * 1000));
    const { rss, heapUsed } = Deno.memoryUsage();
    const reports = crowd.reports.slice(before.reports);
    const sum = (of: (report: typeof reports[number]) => number) =>
      reports.reduce((all, one) => all + of(one), 0);
    const late = reports.flatMap(({ heard }) => heard)
      .flatMap(([landing, , p95]) => committed.has(landing) ? [p95 - committed.get(landing)!] : []);
    const spread = (of: number[]) =>
      `p50 ${percentile(of, 0.5).toFixed(0)}, p95 ${percentile(of, 0.95).toFixed(0)}`;
    console.log(
      `${name}: ${second} s: ${reports.at(-1)?.open} open, ` +
        `${Math.round((site.owner.landing.totals.landed - before.landed) / everySeconds)} posts/s, ` +
        `${Math.round(sum(({ messages }) => messages) / reports.length)} messages/s, ` +
        `${(sum(({ bytes }) => bytes) / reports.length / mebi).toFixed(1)} MiB/s, ` +
        `commit to viewer (slowest twentieth) ${spread(late)} ms, round ${
          spread(rounds)
        } ms of ${rounds.length}, ` +
        `loop lag ${spread(lags)} ms, memory ${(rss / mebi).toFixed(0)} MiB, heap ${
          (heapUsed / mebi).toFixed(0)
        } MiB`,
    );
  }
  stopLag();
}
