import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { encodeCoverage } from "../../ingest/coverage.ts";
import { type Asked, type Reply, startFake } from "../../ingest/sources/live/fake_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { launchBrowser, openPage } from "./browser_harness.ts";
import { closedNetwork } from "./network_harness.ts";
import { browserTest, valueOf } from "./page_harness.ts";

/** Processes start meanwhile, and a source may be asked for 15 s. */
const longMs = 60_000;
const hostile = "<img src=x onerror=alert(1)>";
const feed =
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed</title><link>http://feed.test/</link>
  <item><title>Rain</title><guid>rain-1</guid><link>http://feed.test/1</link>
  <pubDate>${new Date().toUTCString()}</pubDate><description>It rains</description></item></channel></rss>`;

/** A server with its ingest, whose network is closed but for a fake, and a browser on it that is watched. */
interface FirstRun {
  open(path: string): Promise<Page>;
  fakePort: number;
  complaints: string[];
}

/** Runs a test on a first run, where these hosts are answered by a fake. */
function withFirstRun(
  answer: (asked: Asked) => Reply,
  hosts: string[],
  run: (first: FirstRun) => Promise<void>,
): Promise<void> {
  return withDataDir(async (dataDir) => {
    await using fake = startFake(answer);
    const fakePort = Number(new URL(fake.url).port);
    const { settings, denoArgs } = closedNetwork(Object.fromEntries(hosts.map((host) => [host, fakePort])));
    await using owner = start("serve", dataDir, [], settings, denoArgs);
    const url = await owner.url();
    await using _ingest = start("ingest", dataDir, [], settings, denoArgs);
    const browser = await launchBrowser();
    try {
      const complaints: string[] = [];
      const open = async (path: string) => {
        const page = await openPage(browser, new URL(path, url), complaints);
        page.setDefaultTimeout(longMs);
        return page;
      };
      await run({ open, fakePort, complaints });
    } finally {
      await browser.close();
    }
  });
}

/** The one real post stands in the place of all that were made up. */
async function seesFirstPost(page: Page, said: string): Promise<void> {
  await page.locator("#simulated").getByText("Real posts are coming in.").waitFor();
  await page.getByText(said).first().waitFor();
  await valueOf(page, "Posts").filter({ hasText: /^1$/ }).waitFor();
}

Deno.test({
  name:
    "a closed network is said in the banner while made-up posts stay; the first real post takes their place",
  ...needsBrowser,
  fn: () =>
    withFirstRun(
      () => ({ body: feed, headers: { "content-type": "text/xml" } }),
      [],
      async ({ open, fakePort, complaints }) => {
        const page = await open("pulse");
        const banner = page.locator("#simulated");
        await banner.getByText("Simulated stream: these posts are made up.").waitFor();
        await banner.getByRole("button", { name: "Bluesky" }).press("Enter");
        await banner.getByText("Bluesky cannot be reached. The simulated stream stays on.").waitFor();
        await banner.getByText(/^ ?Next try in \d+ s\.|Trying now\./).waitFor();

        const sources = await open("sources");
        await sources.locator(".gs-streams").getByText(/cannot be reached.*next try in/).waitFor();
        await sources.locator("#source-rss summary").click();
        const form = sources.getByRole("form", { name: "Follow News feed" });
        const address = form.getByLabel("Address of the feed");
        await address.fill("https://nowhere.example/feed");
        await address.press("Enter");
        await form.getByText(/✕ .*nowhere\.example.* cannot be reached/).waitFor();
        assert.equal(await address.getAttribute("aria-invalid"), "true");
        await address.fill(`http://feed.test:${fakePort}/${encodeURIComponent(hostile)}`);
        await address.press("Enter");
        await form.getByText("is followed; it stands in the list above").waitFor();

        await seesFirstPost(page, "It rains");
        await banner.getByRole("button", { name: "Close" }).click();
        await banner.waitFor({ state: "hidden" });
        await sources.locator(".gs-streams").getByText("1 post", { exact: false }).waitFor();
        assert.deepEqual(complaints.filter((text) => !/status of 422/.test(text)), []);
      },
    ),
});

/** Sources as they answer on the first day of a new one, and what its first post says. */
const sources: { name: string; hosts: string[]; said: string; answer(asked: Asked): Reply }[] = [
  {
    name: "Bluesky",
    hosts: ["1.us-east", "2.us-east", "1.us-west", "2.us-west"].map((at) => `jetstream${at}.bsky.network`),
    said: "It rains in the sky",
    answer() {
      const record = { $type: "app.bsky.feed.post", text: this.said, createdAt: new Date().toISOString() };
      const commit = {
        rev: "3l5",
        operation: "create",
        collection: "app.bsky.feed.post",
        rkey: "3l5nbb7pszc2e",
        record,
        cid: "bafy",
      };
      const event = { did: "did:plc:someone", time_us: Date.now() * 1000, kind: "commit", commit };
      return { messages: [JSON.stringify(event)] };
    },
  },
  {
    name: "Hacker News",
    hosts: ["hacker-news.firebaseio.com"],
    said: "It rains on orange",
    answer({ url }) {
      const story = { type: "story", by: "someone", time: Math.floor(Date.now() / 1000), title: this.said };
      const id = Number(/^\/v0\/item\/(\d+)\.json$/.exec(url.pathname)?.[1]);
      const body = url.pathname === "/v0/maxitem.json"
        ? 1
        : id === 1
        ? { id, score: 1, descendants: 0, ...story }
        : { items: [], profiles: [] };
      return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    },
  },
];

for (const source of sources) {
  Deno.test({
    name:
      `one click on the first-run page follows ${source.name}, whose first post takes the place of made-up ones`,
    ...needsBrowser,
    fn: () =>
      withFirstRun((asked) => source.answer(asked), source.hosts, async ({ open, complaints }) => {
        const page = await open("pulse");
        await page.locator("#simulated").getByRole("button", { name: source.name }).click();
        await seesFirstPost(page, source.said);
        assert.deepEqual(complaints, []);
      }),
  });
}

browserTest(
  "who may only read sees the states of streams as text, and nothing to change them by",
  async (stack) => {
    const about = { kind: "state", at: Date.now(), source: "gdelt", from: Date.now() } as const;
    const line = encodeCoverage({
      ...about,
      stream: `gdelt:${hostile}`,
      detail: `failed: It says ${hostile} \u202e`,
    });
    await stack.append(line);
    const page = await stack.open("/sources");
    const row = page.locator(".gs-streams tr").filter({ hasText: `gdelt:${hostile}` });
    await row.getByText(`It says ${hostile}`).waitFor({ timeout: longMs });
    assert.ok(!(await row.textContent())!.includes("\u202e"));
    await row.getByText("failed", { exact: true }).waitFor();
    assert.equal(await page.locator(".gs-line-acts, .gs-source").count(), 0);
    const pipeline = await stack.open("/pipeline");
    await pipeline.getByRole("link", { name: `gdelt:${hostile}` }).click();
    await row.getByText("failed", { exact: true }).waitFor({ timeout: longMs });
    assert.deepEqual(stack.complaints, []);
  },
  undefined,
  true,
);
