import type { Page } from "playwright-core";
import type { Stack, TestPost } from "./browser_harness.ts";
import { minuteMs, waitMs } from "./page_harness.ts";

/** On a busy machine a page may come unpainted so often before that is a fault. */
export const maxTries = 10;

/** Posts of one text within the last hour, a third of them negative and the others positive. */
export function posts(count: number, text: string): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${index}`,
    text: `${text} number ${index}, what a ${index % 3 === 0 ? "terrible" : "lovely"} day`,
    createdAt: Date.now() - (index % 55 + 1) * minuteMs,
    author: `someone ${index % 7}`,
  }));
}

/** Waits until so many posts have landed and the server paints pages. */
export async function untilPainted({ url }: Stack, count: number): Promise<string> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const html = await (await fetch(new URL("/topic", url))).text();
    if (html.includes(`of ${count} in this window`)) return html;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not painted with ${count} posts in ${waitMs} ms`);
}

/** Lets the client's code come only when `release` is called. */
export function holdClient() {
  const gate = Promise.withResolvers<void>();
  const prepare = async (page: Page) => {
    await page.addInitScript(watchFrames);
    await page.route("**/client.js*", async (route) => {
      await gate.promise;
      await route.continue();
    });
  };
  return { prepare, release: gate.resolve };
}

/** Runs in the page: adds up its layout shifts, and notes the fewest figures that any frame has had since the first ones. */
export function watchFrames(): void {
  const seen = { shift: 0, figures: Infinity };
  Reflect.set(globalThis, "seen", seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const figures = document.querySelectorAll(".gs-figure h2").length;
    if (figures > 0 || seen.figures < Infinity) seen.figures = Math.min(seen.figures, figures);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Waits until a page is live. */
export async function becomesLive(page: Page): Promise<void> {
  await page.locator(".gs-status", { hasText: /^Live/ }).waitFor({ timeout: waitMs });
}
