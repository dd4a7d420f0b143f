import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../browser/browser_harness.ts";
import { serveFolder } from "../browser/static_harness.ts";
import { startBenchSite } from "./bench_site.ts";
import { landPosts } from "./landed_posts.ts";
import { median } from "./machine.ts";

const rounds = 5;
const permissions = ["read", "write", "net", "env", "sys", "ffi", "run=deno"].map((name) =>
  `--allow-${name}`
);
const command = new URL("../export/main.ts", import.meta.url).href;
const waitMs = 30_000;

/** Makes a folder to explore of the topic page over `posts` landed posts, and opens it from a plain server on this machine. */
export async function benchExplore(posts = 200_000): Promise<void> {
  const data = { dir: "" };
  await using _site = await startBenchSite({}, {}, (dataDir) => landPosts(data.dir = dataDir, posts));
  const folder = await Deno.makeTempDir();
  const started = performance.now();
  await exportFolder(data.dir, folder);
  const made = performance.now() - started;
  const sizes = [...Deno.readDirSync(folder)].map(({ name }) => `${name} ${mb(join(folder, name))}`).sort();
  const browser = await launchBrowser();
  try {
    await using server = serveFolder(folder);
    const times: Opened[] = [];
    for (let i = 0; i < rounds; i++) times.push(await open(browser, server.url));
    const show = (of: keyof Opened) => {
      const all = times.map((time) => time[of]);
      return `p50 ${median(all).toFixed(0)}, slowest ${Math.max(...all).toFixed(0)} ms`;
    };
    console.log(
      `explore: topic page, ${posts.toLocaleString("en")} posts: made in ${(made / 1000).toFixed(1)} s; ${
        sizes.join(", ")
      }`,
    );
    console.log(
      `explore: ready for SQL after ${show("ready")}; a new topic shown after ${show("topic")} more`,
    );
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
}

interface Opened {
  /** From the first click to the answer of a query. */
  ready: number;
  topic: number;
}

async function exportFolder(dataDir: string, folder: string): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: ["run", ...permissions, command, "topic", "--window", "all", "--explore", "-o", folder],
    env: { DATA_DIR: dataDir, NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

async function open(browser: Browser, url: string): Promise<Opened> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator("#explore-sql").waitFor({ timeout: waitMs });
  const started = performance.now();
  await page.locator("#explore-sql").press("Control+Enter");
  await page.locator(".gs-explore-status").filter({ hasText: /rows?[,;]/ }).waitFor({ timeout: waitMs });
  const ready = performance.now() - started;
  const before = await page.locator(".gs-value").first().innerText();
  const asked = performance.now();
  await page.locator(".gs-topic").fill("love");
  await page.waitForFunction(
    (before) => document.querySelector<HTMLElement>(".gs-value")!.innerText !== before,
    before,
    { timeout: waitMs },
  );
  const topic = performance.now() - asked;
  await page.close();
  return { ready, topic };
}

function mb(path: string): string {
  return `${(Deno.statSync(path).size / 1e6).toFixed(1)} MB`;
}
