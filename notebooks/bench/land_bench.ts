import { join } from "node:path";
import { landBatch } from "../../analysis/land/land_batch.ts";
import { prepareLanding } from "../../analysis/land/lander.ts";
import { openOffsets } from "../../analysis/land/offsets.ts";
import { recount } from "../../analysis/land/recount.ts";
import { openStore } from "../../analysis/store/store.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { analysedLines, logLines } from "./landed_posts.ts";
import { loopAnalysed } from "./looped_posts.ts";
import { cpuTimeMs, median, percentile } from "./machine.ts";
import { measureRecovery } from "./recovery.ts";

const batchLines = 2000;
const redelivered = 0.02;
/** In batches. */
const reportEvery = 500;

/**
 * Landing alone: posts a second into a database that grows to `posts`, in batches of 2,000, 2 % of them re-delivered; then
 * a recount of all rollups, and how soon an owner lands again after a kill.
 */
export async function benchLand(posts = 1_000_000): Promise<void> {
  const nth = loopAnalysed(analysedLines());
  const folder = await Deno.makeTempDir();
  const times: number[] = [];
  let cpuMs = 0;
  {
    await using store = await openStore(folder);
    await using log = await openEmbeddedLog(join(folder, "log.sqlite"));
    const offsets = await openOffsets(store.writer, log, "posts", Date.now(), console.error);
    const lander = await prepareLanding(store.writer);
    const again = Math.round(batchLines * redelivered);
    let next = 0;
    for (let from = 0n; from < posts; from += BigInt(batchLines)) {
      const lines = Array.from(
        { length: batchLines },
        (_, i) => nth(i < again && next > again ? next - 1 - i : next++),
      );
      const batch = {
        topic: "posts" as const,
        partition: 0,
        from,
        offsets: lines.map((_, i) => from + BigInt(i)),
        lines,
        next: from + BigInt(batchLines),
      };
      const cpu = cpuTimeMs();
      const started = performance.now();
      await landBatch(lander, offsets, batch, Date.now());
      times.push(performance.now() - started);
      cpuMs += cpuTimeMs() - cpu;
      if (times.length % reportEvery === 0) {
        const million = times.slice(-reportEvery);
        console.log(
          `land: ${rate(million.reduce((a, b) => a + b) / reportEvery)} posts/s in the million up to ${
            next.toLocaleString("en")
          }`,
        );
      }
    }
    const wrong = await recount(store.writer);
    if (wrong.length > 0) throw new Fatal(`Rollups are wrong after the run: ${wrong.join("; ")}`);
  }
  const bytes = (await Deno.stat(join(folder, "groundswell.duckdb"))).size;
  const last = times.slice(-Math.floor(times.length / 10));
  console.log(
    `land: ${rate(median(last))} posts/s in the last tenth of ${posts.toLocaleString("en")} (median batch ` +
      `${median(last).toFixed(0)} ms, p95 ${percentile(last, 0.95).toFixed(0)} ms); whole run ` +
      `${rate(times.reduce((a, b) => a + b) / times.length)} posts/s, ${
        (cpuMs / posts * 1000).toFixed(0)
      } us CPU a post, ` +
      `${Math.round(bytes / posts)} B a post on disk`,
  );
  const nthOnLog = loopAnalysed(logLines());
  await measureRecovery(folder, (n) => nthOnLog(posts + n));
  await Deno.remove(folder, { recursive: true });
}

function rate(batchMs: number): string {
  return Math.round(batchLines / batchMs * 1000).toLocaleString("en");
}
