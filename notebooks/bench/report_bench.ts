import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { launchBrowser } from "../browser/browser_harness.ts";
import { startBenchSite } from "./bench_site.ts";
import { landPosts } from "./landed_posts.ts";
import { cpuTimeMs, median, percentile } from "./machine.ts";

const rounds = 5;
const changes = 20;
const topics = ["love", "happy", "game", "music OR song", "school -today"];

/** Makes the default report of the topic page over `posts` landed posts, and changes the topic inside another that holds five. */
export async function benchReport(posts = 1_000_000): Promise<void> {
  await using site = await startBenchSite({}, {}, (dataDir) => landPosts(dataDir, posts));
  const make = async (query: string) => {
    const started = performance.now();
    const before = cpuTimeMs();
    const response = await fetch(new URL(`api/pages/topic/report?${query}`, site.owner.url));
    const html = await response.text();
    if (!response.ok) throw new Error(html);
    return { html, ms: performance.now() - started, cpuMs: cpuTimeMs() - before };
  };
  for (const query of ["", "topic=love"]) {
    await make(query);
    const made = [];
    for (let i = 0; i < rounds; i++) made.push(await make(query));
    const times = made.map(({ ms }) => ms);
    const { html } = made[0]!;
    console.log(
      `report: topic page, ${query || "all posts"}, ${posts.toLocaleString("en")} posts: made in p50 ${
        median(times).toFixed(0)
      }, slowest ${Math.max(...times).toFixed(0)} ms, CPU ${
        median(made.map(({ cpuMs }) => cpuMs)).toFixed(0)
      } ms beside painting; ${kb(html.length)}, ${kb(gzipSync(html, { level: 9 }).length)} gzip`,
    );
  }
  const { html } = await make(new URLSearchParams(topics.map((topic) => ["topic", topic])).toString());
  const path = await Deno.makeTempFile({ suffix: ".html" });
  await Deno.writeTextFile(path, html);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`file://${path}`);
    await page.locator(".gs-saved button").first().waitFor();
    const times: number[] = [];
    for (let i = 1; i <= changes; i++) times.push(await changeTopic(page, i % topics.length));
    console.log(
      `report: ${changes} topic changes inside a report of ${topics.length} topics (${
        kb(html.length)
      }): redrawn and ` +
        `painted p50 ${median(times).toFixed(0)}, p95 ${percentile(times, 0.95).toFixed(0)} ms`,
    );
  } finally {
    await browser.close();
    await Deno.remove(path);
  }
}

function kb(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

// All cells of a report are drawn at once, each in a turn of its own: the frame after the last change counts.
async function changeTopic(page: Page, nth: number): Promise<number> {
  return await page.evaluate(async (nth) => {
    const quietMs = 200;
    let last = 0;
    const watching = new MutationObserver(() => requestAnimationFrame(() => last = performance.now()));
    for (const cell of document.querySelectorAll("main [data-cell]")) {
      watching.observe(cell, { subtree: true, childList: true, attributes: true, characterData: true });
    }
    const started = performance.now();
    document.querySelectorAll<HTMLButtonElement>(".gs-saved button")[nth]!.click();
    while (last === 0 || performance.now() - last < quietMs) {
      await new Promise((next) => setTimeout(next, 20));
    }
    watching.disconnect();
    return last - started;
  }, nth);
}
