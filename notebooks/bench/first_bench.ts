import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../browser/browser_harness.ts";
import { startBenchSite } from "./bench_site.ts";
import { landPosts } from "./landed_posts.ts";
import { median, percentile } from "./machine.ts";

const loads = 20;
const client = new URL("../../.build/client.js", import.meta.url);

interface Load {
  /** Milliseconds from the start of the navigation. */
  response: number;
  chart: number;
  live: number;
}

/** From the start of a navigation to the first chart on the screen, in Chromium, over `posts` landed posts. */
export async function benchFirst(posts = 200_000): Promise<void> {
  await using site = await startBenchSite({}, {}, (dataDir) => landPosts(dataDir, posts));
  const url = new URL("topic?window=24h", site.owner.url);
  console.log(
    `first: client ${Math.round(gzipSync(await Deno.readFile(client), { level: 9 }).length / 1024)} kB gzip`,
  );
  const served: number[] = [];
  let bytes = 0;
  for (let i = 0; i < loads; i++) {
    const started = performance.now();
    const html = await (await fetch(url)).text();
    served.push(performance.now() - started);
    if (!html.includes('<svg class="plot"')) console.log("first: a page was sent unpainted");
    bytes = html.length;
  }
  console.log(
    `first: page sent ${say(served)}, ${Math.round(bytes / 1024)} kB; the first ${served[0]!.toFixed(0)} ms`,
  );
  const browser = await launchBrowser();
  try {
    await measure("empty cache", posts, url, () => newContext(browser), true);
    const kept = await newContext(browser);
    await load(kept, url);
    await measure("files in the cache", posts, url, () => Promise.resolve(kept), false);
  } finally {
    await browser.close();
  }
}

async function measure(
  what: string,
  posts: number,
  url: URL,
  open: () => Promise<BrowserContext>,
  once: boolean,
): Promise<void> {
  const all: Load[] = [];
  for (let i = 0; i < loads; i++) {
    const context = await open();
    all.push(await load(context, url));
    if (once) await context.close();
  }
  const of = (part: keyof Load) => say(all.map((load) => load[part]));
  console.log(
    `first: ${posts.toLocaleString("en")} posts, ${loads} loads, ${what}: first chart visible ${
      of("chart")
    }; ` +
      `answer of the server ${of("response")}; live ${of("live")}`,
  );
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  return await browser.newContext({ viewport: { width: 1440, height: 900 } });
}

async function load(context: BrowserContext, url: URL): Promise<Load> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen: { chart?: number; live?: number } = {};
    Reflect.set(globalThis, "seen", seen);
    const look = () => {
      if (document.querySelector("main svg.plot") !== null) seen.chart ??= performance.now();
      if (document.querySelector(".gs-dot[data-state='live']") !== null) seen.live ??= performance.now();
      if (seen.live === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url.href);
  const times = await page.evaluate(async () => {
    while (!("live" in Reflect.get(globalThis, "seen"))) await new Promise(requestAnimationFrame);
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const { chart, live } = Reflect.get(globalThis, "seen") as { chart: number; live: number };
    return { response: navigation!.responseStart, chart, live };
  });
  await page.close();
  return times;
}

function say(times: number[]): string {
  return `p50 ${median(times).toFixed(0)}, p95 ${percentile(times, 0.95).toFixed(0)} ms`;
}
