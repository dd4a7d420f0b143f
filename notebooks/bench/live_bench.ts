import type { Page } from "playwright-core";
import { launchBrowser } from "../browser/browser_harness.ts";
import type { TabsBehind } from "../live/behind.ts";
import type { Measure } from "../owner_options.ts";
import { heavyPage, smallPage, startBenchSite } from "./bench_site.ts";
import { startCrowd } from "./crowd.ts";
import { percentile } from "./machine.ts";
import { startPosting } from "./posting.ts";

const viewers = 180;
const stuck = 20;
const postsPerSecond = 40;

/** From the commit of a landing to the event in a page in Chromium, with 200 viewers beside it of whom 20 never read. */
export async function benchLive(seconds = 60): Promise<void> {
  for (const refresh of [500, 50]) {
    const committed = new Map<number, number>();
    const behind: (TabsBehind & { at: number })[] = [];
    const measure: Measure = {
      landed: ({ landing }) => void committed.set(landing, Date.now()),
      behind: (tabs) => void behind.push({ ...tabs, at: Date.now() }),
    };
    await using site = await startBenchSite(
      { "three.md": smallPage(refresh), "heavy.md": heavyPage },
      measure,
    );
    const browser = await launchBrowser();
    {
      using _posting = startPosting(site.owner.log, postsPerSecond);
      await using crowd = await startCrowd({
        url: `${site.owner.url.replace("http", "ws")}live`,
        watches: Array.from({ length: viewers }, () => ({ page: "three", params: {} })),
        // What they do not read soon fills the buffers of both ends of their sockets.
        stuck: Array.from({ length: stuck }, () => ({ page: "heavy", params: {} })),
      });
      const startedAt = Date.now();
      const page = await browser.newPage();
      await noteEvents(page);
      await page.goto(new URL("three", site.owner.url).href);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      const inPage = await page.evaluate(() => (globalThis as unknown as Noted).noted) as [number, number][];
      const late = (heard: [number, number][]) =>
        heard.flatMap(([landing, at]) => committed.has(landing) ? [at - committed.get(landing)!] : []);
      const crowdLate = late(
        crowd.reports.flatMap(({ heard }) =>
          heard.map(([landing, , p95]): [number, number] => [landing, p95])
        ),
      );
      const pageLate = late(inPage);
      console.log(
        `live: refresh ${refresh}, ${
          viewers + stuck
        } viewers of whom ${stuck} never read: commit to event in the page ` +
          `p50 ${percentile(pageLate, 0.5)}, p95 ${percentile(pageLate, 0.95)} ms of ${pageLate.length}; ` +
          `slowest twentieth of the crowd p95 ${percentile(crowdLate, 0.95)} ms`,
      );
      console.log(`live: refresh ${refresh}, those that never read: ${describeBehind(behind, startedAt)}`);
    }
    await browser.close();
  }
}

function describeBehind(behind: (TabsBehind & { at: number })[], startedAt: number): string {
  const after = (at: number | undefined) =>
    at === undefined ? "never" : `after ${Math.round((at - startedAt) / 1000)} s`;
  const full = behind.find(({ tabs }) => tabs === stuck);
  const most = Math.max(0, ...behind.map(({ tabs }) => tabs));
  const cut = behind.filter(({ cut }) => cut > 0);
  const mebi = (full?.fewestBytes ?? 0) / 2 ** 20;
  return `sockets of all ${stuck} full ${after(full?.at)} (${
    mebi.toFixed(1)
  } MiB and more wait in each beside what the ` +
    `kernel holds; never more than ${most} tabs were behind), ${
      cut.reduce((sum, { cut }) => sum + cut, 0)
    } cut off ` +
    after(cut.at(-1)?.at);
}

interface Noted {
  noted: [number, number][];
}

// The page notes when it hears first of each landing.
async function noteEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: [number, number][] = (globalThis as unknown as { noted: [number, number][] }).noted = [];
    const Native = WebSocket;
    globalThis.WebSocket = class extends Native {
      constructor(url: string | URL) {
        super(url);
        this.addEventListener("message", ({ data }) => {
          const landing = JSON.parse(data).moment?.landing;
          if (landing > (noted.at(-1)?.[0] ?? 0)) noted.push([landing, Date.now()]);
        });
      }
    };
  });
}
