import type { Page } from "playwright-core";
import { launchBrowser } from "../browser/browser_harness.ts";
import { smallPage, startBenchSite } from "./bench_site.ts";
import { landPosts } from "./landed_posts.ts";
import { median, percentile } from "./machine.ts";

const changes = 40;
const words = "love life music game school today happy tired food friends night work video team world".split(
  " ",
);
const shapes = [
  (a: string) => a,
  (a: string, b: string) => `${a} OR ${b}`,
  (a: string, b: string) => `${a} -${b}`,
  (a: string) => `${a.slice(0, 3)}*`,
];

/** From a changed topic in the box to redrawn charts, in Chromium, over `posts` landed posts, nothing landing meanwhile. */
export async function benchTopic(posts = 200_000): Promise<void> {
  const rounds: number[] = [];
  await using site = await startBenchSite(
    { "three.md": smallPage(500) },
    { round: (ms) => void rounds.push(ms) },
    (dataDir) => landPosts(dataDir, posts),
  );
  const browser = await launchBrowser();
  try {
    for (const name of ["three", "topic"]) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(new URL(`${name}?window=24h`, site.owner.url).href);
      await page.locator(".gs-dot[data-state='live']").waitFor();
      const times: number[] = [];
      rounds.length = 0;
      for (let i = 0; i < changes; i++) {
        times.push(await changeTopic(page, topicOf(i)));
      }
      const said = (of: number[]) =>
        `p50 ${median(of).toFixed(0)}, p95 ${percentile(of, 0.95).toFixed(0)} ms`;
      console.log(
        `topic: page "${name}", ${
          posts.toLocaleString("en")
        } posts, ${changes} changes: all charts redrawn ` +
          `${said(times)}; of which rounds of the server ${said(rounds)}, ${rounds.length} of them`,
      );
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

function topicOf(i: number): string {
  const at = (n: number) => words[n % words.length]!;
  return shapes[i % shapes.length]!(at(i), at(i * 7 + 3));
}

// Redrawn is when cells of the page have been changed and then left alone for a while; the frame that shows it counts.
async function changeTopic(page: Page, topic: string): Promise<number> {
  return await page.evaluate(async (topic) => {
    const quietMs = 400;
    const input = document.querySelector<HTMLInputElement>(".gs-topic")!;
    let last = 0;
    const watching = new MutationObserver(() =>
      requestAnimationFrame(() => {
        last = performance.now();
      })
    );
    for (const cell of document.querySelectorAll("main [data-cell]")) {
      watching.observe(cell, { subtree: true, childList: true, attributes: true });
    }
    const started = performance.now();
    input.value = topic;
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    while (last === 0 || performance.now() - last < quietMs) {
      await new Promise((next) => setTimeout(next, 20));
    }
    watching.disconnect();
    return last - started;
  }, topic);
}
