import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Browser, Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type ExportPost, withExports } from "../export/export_harness.ts";
import { launchBrowser } from "./browser_harness.ts";
import { waitForCount, waitMs } from "./page_harness.ts";
import { readCells } from "./report_harness.ts";
import { serveFolder } from "./static_harness.ts";

const engineMs = 30_000;
const at = Date.UTC(2026, 4, 1, 12);
const moods = ["terrible, I hate it", "lovely, I love it", "on the table"];
const hostile = `</script><script>hit()</script><!-- <img src=x onerror=hit()> \u2028\u202E'"--;`;

function posts(count: number, text: string, minutesApart = 1): ExportPost[] {
  return Array.from({ length: count }, (_, nth) => ({
    id: `${text}-${nth}`,
    text: `${text} ${moods[nth % 3]} #tag${nth % 4} @name${nth % 3} ${nth === 7 ? hostile : ""}`,
    createdAt: at - nth * minutesApart * 60_000,
    author: `Some One ${nth % 5}`,
    authorId: `someone${nth % 5}`,
    community: `place ${nth % 2}`,
    engagement: { likes: nth % 9 },
  }));
}

interface Opened {
  page: Page;
  /** Requests that left the folder, and errors. */
  complaints: string[];
}

async function open(browser: Browser, url: string, folder: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: "UTC" });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.context().on("request", (request) => {
    const href = request.url();
    if (!href.startsWith(folder) && !href.startsWith("blob:") && !href.startsWith("data:")) {
      complaints.push(href);
    }
  });
  await page.goto(url);
  return { page, complaints };
}

async function ask(page: Page, sql: string): Promise<void> {
  await page.locator("#explore-sql").fill(sql);
  await page.locator("#explore-sql").press("Control+Enter");
}

const rowsOf = (page: Page) =>
  page.locator(".gs-result-table tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent))
  );

Deno.test({
  name:
    "a page to explore answers any topic and window as its server did, from a plain server and from nowhere else",
  ...needsBrowser,
  fn: () =>
    withExports(
      [...posts(60, "storm"), ...posts(34, "rain", 3), ...posts(12, "snow", 60)],
      async ({ owner, folder, run }) => {
        const { code, said } = await run(
          "topic",
          "--topic",
          "storm",
          "--window",
          "24h",
          "--explore",
          "-o",
          folder,
        );
        assert.equal(code, 0, said);
        const browser = await launchBrowser();
        const views = [
          "?topic=rain&window=24h",
          '?topic=storm+-"name1"+OR+lov*&window=1h',
          "?topic=&window=24h",
        ];
        const live: Record<string, Awaited<ReturnType<typeof readCells>>> = {};
        await using server = serveFolder(folder);
        try {
          for (const view of views) {
            const { page } = await open(browser, new URL(`topic${view}`, owner.url).href, "");
            await page.locator(".gs-dot[data-state='live']").waitFor({ timeout: waitMs });
            live[view] = await readCells(page);
            await page.close();
          }
          await owner.stop();
          const { page, complaints } = await open(browser, server.url, server.url);
          await waitForCount(page, 60);
          assert.equal(complaints.length, 0, "the engine is loaded on demand");
          for (const view of views) {
            const { page, complaints } = await open(browser, `${server.url}${view}`, server.url);
            await untilSame(() => readCells(page), live[view]);
            assert.deepEqual(complaints, []);
            await page.close();
          }
          const week = page.getByRole("button", { name: "7 d", exact: true });
          assert.equal(await week.isDisabled(), false, "all posts are beside the page");
          await page.locator(".gs-topic").fill("snow");
          await waitForCount(page, 12);
          await page.locator(".gs-value button").first().click();
          await page.locator(".gs-why .gs-posts li").first().waitFor({ timeout: waitMs });
          assert.match(await page.locator(".gs-why h2").innerText(), /^Why 12\?/);
          assert.deepEqual(complaints, []);
        } finally {
          await browser.close();
        }
      },
    ),
});

async function untilSame(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const end = Date.now() + engineMs;
  for (let last = await read(); !isDeepStrictEqual(last, wanted); last = await read()) {
    if (Date.now() > end) assert.deepEqual(last, wanted);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

Deno.test({
  name:
    "SQL in a page to explore: results sort and leave as CSV, errors say where, and nothing else can be reached",
  ...needsBrowser,
  fn: () =>
    withExports(posts(60, "storm"), async ({ owner, folder, run }) => {
      const { code, said } = await run("topic", "--topic", "storm", "--explore", "-o", folder);
      assert.equal(code, 0, said);
      await owner.stop();
      const browser = await launchBrowser();
      await using server = serveFolder(folder);
      try {
        const { page, complaints } = await open(browser, server.url, server.url);
        await page.locator("#explore-sql").waitFor({ timeout: waitMs });
        const shown = page.locator(".gs-explore-status");
        await ask(
          page,
          "select author, count(*) as n, max(created_at) as t from posts group by all order by n, author;",
        );
        await shown.filter({ hasText: /^5 rows, / }).waitFor({ timeout: engineMs });
        assert.deepEqual((await rowsOf(page))[0], ["Some One 0", "12", "2026-05-01 12:00:00"]);
        await page.getByRole("button", { name: "author" }).click();
        await page.getByRole("button", { name: "author ↑" }).click();
        assert.equal((await rowsOf(page))[0]![0], "Some One 4");
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.locator(".gs-result-foot").getByRole("button", { name: "CSV" }).click(),
        ]);
        const csv = await readFile(await download.path(), "utf8");
        assert.equal(csv.split("\r\n")[1], "Some One 4,12,2026-05-01T11:56:00.000Z");
        await ask(page, "select text from posts where id = 'storm-7'");
        await shown.filter({ hasText: /^1 row, / }).waitFor({ timeout: waitMs });
        assert.ok((await rowsOf(page))[0]![0]!.includes("<img src=x onerror=hit()>"));
        assert.equal(await page.locator("#explore img").count(), 0);
        await ask(page, "select *\nfrom nowhere");
        const problem = page.locator("#explore [role=alert]");
        await problem.filter({ hasText: /^✕ Line 2: Catalog Error: Table with name nowhere/ }).waitFor({
          timeout: waitMs,
        });
        assert.match(await problem.locator("pre").innerText(), /^from nowhere\n +\^$/);
        for (
          const sql of [
            "from 'https://example.org/x.csv'",
            "install httpfs from 'https://example.org'",
            "load 'https://example.org/x.duckdb_extension.wasm'",
            "attach 'https://example.org/x.duckdb' as other",
            "set custom_extension_repository = 'https://example.org'",
            "create table report.more as select 1",
          ]
        ) {
          await ask(page, sql);
          await page.locator(".gs-run:enabled").waitFor({ timeout: waitMs });
        }
        await ask(page, "select range from range(10_000_000)");
        await shown.filter({ hasText: /^First 10,000 rows; there are more/ }).waitFor({ timeout: waitMs });
        await ask(page, "select 1 as a, 2 as a where false");
        await shown.filter({ hasText: /^0 rows, / }).waitFor({ timeout: waitMs });
        await page.locator("#explore summary").click();
        await page.getByText("posts, 60 rows").waitFor({ timeout: waitMs });
        assert.deepEqual(complaints, []);
      } finally {
        await browser.close();
      }
    }),
});

Deno.test({
  name: "a folder to explore that is opened from the disk is the report, and says how to ask more",
  ...needsBrowser,
  fn: () =>
    withExports(posts(30, "storm"), async ({ folder, run }) => {
      await run("topic", "--topic", "storm", "--explore", "-o", folder);
      const browser = await launchBrowser();
      try {
        const file = `file://${folder}/index.html`;
        const { page, complaints } = await open(browser, file, file);
        await waitForCount(page, 30);
        assert.equal(await page.locator("#explore-sql").count(), 0);
        await page.getByText("Opened from a web server, this page answers SQL here").waitFor();
        assert.equal(await page.locator(".gs-topic").getAttribute("readonly"), "");
        assert.deepEqual(complaints, []);
      } finally {
        await browser.close();
      }
    }),
});
