import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromePath } from "../../ingest/base/test_needs.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { type Owner, startOwner } from "../owner.ts";

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that a test serves in place of the server has no address, and would not be let to one of this machine.
  "--disable-features=LocalNetworkAccessChecks",
];

/** Which pages a test serves, by file name; without it those of the program. */
export type TestPages = Record<string, string>;

/** For tests: the whole stack in this process, and a browser on it that is watched. */
export interface Stack {
  url: string;
  /** Appends posts to the log, from where they are analysed and landed. */
  post(...posts: TestPost[]): Promise<void>;
  /** Appends a line of another kind, as a stream would. */
  tell(...lines: string[]): Promise<void>;
  /** Appends lines to the log as they are. */
  append(...lines: string[]): Promise<void>;
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** Writes a file of the test's own pages, or removes it. */
  save(file: string, text: string | null): Promise<void>;
  /** Console errors, page errors, and requests to other hosts. */
  complaints: string[];
  /** Ends the server and starts another on the same port and data. */
  restart(downMs: number): Promise<void>;
}

/** What a page is opened with. */
export interface OpenOptions extends BrowserContextOptions {
  /** Runs before the page goes to its address. */
  prepare?(page: Page): Promise<unknown>;
}

/** What a test says of a post; the rest is ordinary. */
export interface TestPost {
  id: string;
  text: string;
  createdAt: number;
  title?: string;
  author?: string;
  authorId?: string;
  url?: string;
  stream?: string;
}

/** Runs a test on a stack with an empty data folder. Pages of its own are followed as they are saved. */
export async function withStack(
  run: (stack: Stack) => Promise<void>,
  testPages?: TestPages,
  isPublic = false,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  const pages = pathToFileURL(`${await Deno.makeTempDir()}/`);
  const save = (file: string, text: string | null) =>
    text === null ? Deno.remove(new URL(file, pages)) : Deno.writeTextFile(new URL(file, pages), text);
  for (const [file, text] of Object.entries(testPages ?? {})) await save(file, text);
  const report = { say() {}, warn() {}, progress() {}, endProgress() {} };
  const start = (port: number) =>
    startOwner(
      { ...readSettings(() => undefined), PORT: port, DATA_DIR: dataDir },
      "test",
      report,
      { isPublic, ...testPages && { pages, watch: true } },
    );
  let owner: Owner = await start(0);
  const browser = await launchBrowser();
  const complaints: string[] = [];
  try {
    await run({
      url: owner.url,
      complaints,
      save,
      post: (...posts) =>
        owner.log.append("posts", posts.map((post) => ({ key: post.id, line: lineOf(post) }))),
      tell: (...lines) => owner.log.append("posts", lines.map((line) => ({ key: "", line }))),
      append: (...lines) => owner.log.append("posts", lines.map((line) => ({ key: "", line }))),
      open: (path, options) => openPage(browser, new URL(path, owner.url), complaints, options),
      async restart(downMs) {
        const { port } = new URL(owner.url);
        await owner.stop();
        await new Promise((resolve) => setTimeout(resolve, downMs));
        owner = await start(Number(port));
      },
    });
  } finally {
    await browser.close();
    await owner.stop();
    await Deno.remove(dataDir, { recursive: true });
    await Deno.remove(pages, { recursive: true });
  }
}

/** Starts the browser of this machine, without a window. */
export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await loadPlaywright();
  return await chromium.launch({ executablePath: chromePath, args });
}

// While it loads, playwright looks below /proc whether it runs on WSL, which Deno allows with all rights only; told so, it does not.
async function loadPlaywright() {
  Deno.env.set("__IS_WSL_TEST__", "1");
  return await import("playwright-core");
}

/** Opens a page in a context of its own, and notes what it complains of. */
export async function openPage(
  browser: Browser,
  url: URL,
  complaints: string[],
  { prepare, ...options }: OpenOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: "UTC",
    ...options,
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (host !== url.host && protocol !== "data:") complaints.push(`request to ${request.url()}`);
  });
  await prepare?.(page);
  await page.goto(url.href, { waitUntil: prepare === undefined ? "load" : "commit" });
  if (prepare === undefined && options.javaScriptEnabled !== false) await isAtWork(page);
  return page;
}

// What is painted looks like the page but hears nothing yet.
async function isAtWork(page: Page): Promise<void> {
  await page.locator(".gs-dot[data-state='connecting']").waitFor({ state: "detached" });
}

function lineOf(post: TestPost): string {
  return JSON.stringify({
    v: 1,
    t: "post",
    time: "stable",
    source: "x",
    revision: 0,
    stream: "test",
    receivedAt: Date.now(),
    ...post,
  });
}
