import { readFileSync } from "node:fs";
import { Fatal } from "../../ingest/base/errors.ts";
import { needsBench, sharedPath } from "../../ingest/base/test_needs.ts";
import { hostileTexts } from "../../analysis/text/hostile_texts_harness.ts";
import { analyseBareLine } from "../../analysis/text/analyse_line.ts";
import { median } from "./machine.ts";

const runs = 7;
const warmUpPosts = 3000;
const from = { origin: "bench", at: 0 };

/** The whole analysis of tweets, JSON lines in and out, on one worker and on two, and the slowest hostile text. */
export async function benchText(posts = 10_000): Promise<void> {
  const lines = readLines(posts);
  const one = await measure(lines, 1);
  const two = await measure(lines, 2);
  const show = (rate: number) => Math.round(rate).toLocaleString("en");
  console.log(
    `text: ${show(one)} posts/s on one worker, ${show(two)} on two (${(two / one).toFixed(2)} times), ` +
      `JSON lines in and out, ${posts} tweets, median of ${runs}`,
  );
  const [name, ms] = slowest(lines.slice(0, warmUpPosts));
  console.log(
    `text: slowest hostile text (${name}) ${ms.toFixed(2)} ms, best of 5, after ${warmUpPosts} tweets`,
  );
}

function readLines(posts: number): string[] {
  if (needsBench.ignore) {
    throw new Fatal(`Cannot benchmark: no labelled tweets in ${sharedPath("bench")}; set SHARED_DIR`);
  }
  const rows = readFileSync(sharedPath("bench/sentiment/train.tsv"), "utf8").split("\n").slice(
    -posts - 1,
    -1,
  );
  return rows.map((row) => JSON.stringify({ source: "x", text: row.slice(row.indexOf("\t") + 1) }));
}

async function measure(lines: string[], workers: number): Promise<number> {
  const rates = await Promise.all(Array.from({ length: workers }, () => runWorker(lines)));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

async function runWorker(lines: string[]): Promise<number> {
  const worker = new Worker(new URL("./text_worker.ts", import.meta.url), { type: "module" });
  const answer = new Promise<{ seconds: number[] }>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage({ lines, runs });
  const { seconds } = await answer;
  worker.terminate();
  return lines.length / median(seconds);
}

// Code that has just been loaded is slow for any text, and an analyst leaves that behind in a second.
function slowest(warmUp: string[]): [string, number] {
  for (const line of warmUp) analyseBareLine(line, from);
  let worst: [string, number] = ["", 0];
  for (const [name, text] of hostileTexts) {
    const line = JSON.stringify({ text });
    let best = Infinity;
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      analyseBareLine(line, from);
      best = Math.min(best, performance.now() - started);
    }
    if (best > worst[1]) worst = [name, best];
  }
  return worst;
}
