import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, type TestPost, withStack } from "./browser_harness.ts";
import { seriousFindings, waitMs } from "./page_harness.ts";

const minuteMs = 60_000;
const addresses = ["/pulse", "/topic?topic=storm", "/pipeline"];

const test = (name: string, run: () => Promise<void>) => Deno.test({ name, ...needsBrowser, fn: run });

function posts(count: number, text: string): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${index}`,
    text: `${text} #weather @office number ${index}, what a ${index % 3 === 0 ? "terrible" : "lovely"} day`,
    createdAt: Date.now() - (index % 55 + 1) * minuteMs,
    author: `someone ${index % 7}`,
  }));
}

/** Waits until a page shows what has landed. */
async function waitForNumbers(page: Page, first: string): Promise<void> {
  await page.locator(".gs-value").first().filter({ hasText: new RegExp(`^${first}$`) }).waitFor({
    timeout: waitMs,
  });
}

async function openAll(
  { open }: Stack,
  options: Parameters<Stack["open"]>[1],
  look: (page: Page, address: string) => Promise<void>,
): Promise<void> {
  for (const address of addresses) {
    const page = await open(address, options);
    await look(page, address);
    assert.ok(
      await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
      `${address} scrolls sideways`,
    );
    await page.context().close();
  }
}

test("no page has a serious accessibility finding, wide and narrow, light and dark", () =>
  withStack(async (stack) => {
    await stack.post(...posts(90, "storm"));
    for (const width of [1440, 380]) {
      for (const colorScheme of ["light", "dark"] as const) {
        const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
        await openAll(stack, options, async (page, address) => {
          await waitForNumbers(page, "90");
          await page.getByRole("button", { name: "data" }).first().click();
          assert.deepEqual(await seriousFindings(page), [], address);
          assert.equal(await page.locator(".gs-failed").count(), 0, address);
        });
      }
    }
    assert.deepEqual(stack.complaints, []);
  }));

test("narrow pages have targets of 44 px", () =>
  withStack(async (stack) => {
    await stack.post(...posts(90, "storm"));
    await openAll(stack, { viewport: { width: 380, height: 900 } }, async (page, address) => {
      await waitForNumbers(page, "90");
      const small = await page.locator("main").evaluate((main) =>
        [...main.querySelectorAll<HTMLElement>("button, .gs-ranked a, .gs-meta a, .gs-foot a")]
          .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 44)
          .map((node) => node.outerHTML)
      );
      assert.deepEqual(small, [], address);
    });
  }));

test("bars stay visible in forced colours", () =>
  withStack(async (stack) => {
    await stack.post(...posts(90, "storm"));
    await openAll(stack, { forcedColors: "active" }, async (page, address) => {
      await waitForNumbers(page, "90");
      const hidden = await page.locator("main").evaluate((main) => {
        const ground = getComputedStyle(document.body).backgroundColor;
        return [...main.querySelectorAll<HTMLElement>(".gs-hbar i")]
          .filter((bar) => bar.checkVisibility() && getComputedStyle(bar).backgroundColor === ground).length;
      });
      assert.equal(hidden, 0, address);
    });
  }));

test("printed pages are light and without bar and buttons", () =>
  withStack(async (stack) => {
    await stack.post(...posts(90, "storm"));
    await openAll(stack, { colorScheme: "dark" }, async (page, address) => {
      await waitForNumbers(page, "90");
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const body = page.locator("body");
      assert.equal(
        await body.evaluate((node) => getComputedStyle(node).backgroundColor),
        "rgb(255, 255, 255)",
      );
      assert.equal(await body.evaluate((node) => getComputedStyle(node).color), "rgb(23, 33, 43)", address);
      for (const gone of [".gs-bar", ".gs-segments [aria-pressed=false]", ".gs-act", ".gs-more"]) {
        assert.equal(await page.locator(`${gone}:visible`).count(), 0, `${gone} on ${address}`);
      }
    });
  }));

test("without posts each page says so, and with one it claims nothing from it", () =>
  withStack(async (stack) => {
    const sayings = ["No posts yet.", "No posts yet.", "Nothing has arrived yet."];
    await openAll(stack, {}, async (page, address) => {
      await page.getByText(sayings[addresses.indexOf(address)]!).waitFor({ timeout: waitMs });
      await page.getByText("No source is connected.").waitFor();
      assert.equal(await page.locator(".gs-failed").count(), 0, address);
      assert.doesNotMatch(await page.locator("main").innerText(), /NaN|undefined|null|Infinity/, address);
    });
    await stack.post(...posts(1, "storm"));
    await openAll(stack, {}, async (page, address) => {
      await waitForNumbers(page, "1");
      const text = await page.locator("main").innerText();
      assert.doesNotMatch(text, /NaN|undefined|null|Infinity|\b1 posts/, address);
      if (address !== "/pipeline") assert.doesNotMatch(text, /100\s?%|Loudest at|leads|busiest:/, address);
      assert.equal(await page.locator(".gs-failed").count(), 0, address);
    });
    assert.deepEqual(stack.complaints, []);
  }));

test("a word that is said more than before stands first on the pulse, and leads to its topic", () =>
  withStack(async ({ open, post, complaints }) => {
    const now = Date.now();
    const ordinary = Array.from({ length: 120 }, (_, index) => ({
      id: `o${index}`,
      text: `harvest report ${index}`,
      createdAt: now - (119 - index) * 2 * minuteMs,
    }));
    const news = Array.from({ length: 20 }, (_, index) => ({
      id: `n${index}`,
      text: `earthquake felt ${index}`,
      createdAt: now - index * minuteMs,
    }));
    await post(...ordinary, ...news);
    const page = await open("/pulse");
    await waitForNumbers(page, "140");
    const row = (word: string) =>
      page.locator(".gs-ranked tr").filter({ has: page.getByRole("button", { name: word, exact: true }) });
    const link = row("earthquake").getByRole("link");
    await link.waitFor({ timeout: waitMs });
    assert.match(
      await page.locator(".gs-summary").innerText(),
      /“earthquake”, 20 posts since .* none was expected/,
    );
    assert.equal(await row("harvest").count(), 0);
    await link.click();
    await waitForNumbers(page, "20");
    assert.match(page.url(), /\/topic\?topic=earthquake$/);
    assert.deepEqual(complaints, []);
  }));

Deno.test({
  name: "a result that is cut says so, and shows what it has",
  ...needsBrowser,
  fn: () =>
    withStack(async ({ open, complaints }) => {
      const page = await open("/long");
      await page.getByText("First 5,000 rows of “many”.").waitFor({ timeout: waitMs });
      await page.getByText("has 5000").waitFor({ timeout: waitMs });
      assert.equal(await page.getByText("rows of “few”").count(), 0);
      assert.deepEqual(complaints, []);
    }, {
      "long.md":
        "```sql many\nselect unnest(range(6000)) as n\n```\n\n```sql few\nselect 1 as n\n```\n\n```js\n" +
        "`has ${many.length * few.length}`\n```\n",
    }),
});
