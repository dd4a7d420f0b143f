import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type TestPost, withStack } from "./browser_harness.ts";
import { waitMs } from "./page_harness.ts";

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

const hostile = [
  "<script>window.hacked = 1</script> storm",
  '<img src=x onerror="window.hacked = 1"> storm',
  "<svg onload=window.hacked=1> storm ${window.hacked = 1} {{constructor}}",
  "storm \u202Egnp.exe\u202C \u2066hidden\u2069 <style>body{display:none}</style>",
];

function posts(count: number, text: string, from = 0): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${from + index}`,
    text: `${text} number ${from + index}, what a ${index % 3 === 0 ? "terrible" : "lovely"} day`,
    createdAt: Date.now() - (index % 55 + 1) * minuteMs,
    author: `someone ${index % 7}`,
  }));
}

/** Waits until the first number of the row, the count of posts, is this. */
async function waitForCount(page: Page, count: string): Promise<void> {
  await page.locator(".gs-value").first().filter({ hasText: new RegExp(`^${count}$`) }).waitFor({
    timeout: waitMs,
  });
}

const test = (name: string, run: () => Promise<void>) => Deno.test({ name, ...needsBrowser, fn: run });

test("the topic page counts what is typed, while posts arrive, without leaving its host", () =>
  withStack(async ({ open, post, complaints }) => {
    await post(...posts(40, "storm"), ...posts(60, "harvest"));
    const page = await open("/topic");
    await waitForCount(page, "100");
    const box = page.getByLabel("Topic");
    await box.fill("storm");
    await waitForCount(page, "40");
    assert.match(page.url(), /\?topic=storm$/);
    await box.focus();
    await box.press("End");
    await post(...posts(5, "storm", 40), ...posts(5, "harvest", 60));
    await waitForCount(page, "45");
    assert.equal(await box.inputValue(), "storm");
    assert.equal(await box.evaluate((node) => node === document.activeElement), true);
    assert.match(
      await page.locator(".gs-status").innerText(),
      /^Live, newest post \d+ s ago|^Live, newest post 1 min ago/,
    );
    await page.getByRole("button", { name: "All" }).click();
    await page.reload();
    await waitForCount(page, "45");
    assert.equal(await page.getByRole("button", { name: "All" }).getAttribute("aria-pressed"), "true");
    assert.deepEqual(complaints, []);
  }));

test("a topic that does not parse says where, and keeps the last good results", () =>
  withStack(async ({ open, post, complaints }) => {
    await post(...posts(40, "storm"));
    const page = await open("/topic?topic=storm");
    await waitForCount(page, "40");
    const box = page.getByLabel("Topic");
    await box.fill("storm (flood");
    const hint = page.locator(".gs-hint pre");
    await hint.waitFor({ timeout: waitMs });
    assert.equal(await hint.innerText(), "storm (flood\n      ^");
    await post(...posts(3, "storm", 40));
    await waitForCount(page, "43");
    await box.fill("nobody says this");
    await page.getByText("No post matches “nobody says this”.").waitFor({ timeout: waitMs });
    assert.equal(await page.locator(".gs-scale").filter({ hasText: "no window is over yet" }).count(), 0);
    assert.deepEqual(complaints, []);
  }));

test("a word that is chosen is the topic of box, title and numbers alike", () =>
  withStack(async ({ open, post, complaints }) => {
    await post(...posts(40, "storm"), ...posts(30, "harvest"));
    const page = await open("/topic");
    await waitForCount(page, "70");
    const choose = async (term: string) => {
      await page.getByRole("button", { name: `Narrow to ${term}`, exact: true }).focus();
      await page.keyboard.press("Enter");
    };
    await choose("storm");
    await waitForCount(page, "40");
    const box = page.getByLabel("Topic");
    assert.equal(await box.inputValue(), "storm");
    assert.equal(await page.evaluate("document.activeElement.closest('table') !== null"), true);
    await choose("terrible");
    await waitForCount(page, "14");
    assert.equal(await box.inputValue(), "(storm) terrible");
    assert.equal(await page.locator("h1").textContent(), "(storm) terrible");
    assert.equal(await page.title(), "(storm) terrible · Groundswell");
    await page.goto(new URL("/topic?topic=storm+%22unclosed", page.url()).href);
    await page.getByText("Nothing is counted until the topic can be read").waitFor({ timeout: waitMs });
    assert.equal(await box.inputValue(), 'storm "unclosed');
    assert.equal(await page.title(), "Topic · Groundswell");
    assert.equal(await page.locator(".gs-value").count(), 0);
    await box.fill("");
    await waitForCount(page, "70");
    assert.equal(await page.title(), "All posts · Groundswell");
    assert.deepEqual(complaints, []);
  }));

test("back and forth go through what was chosen, not through each letter that was typed", () =>
  withStack(async ({ open, post, complaints }) => {
    const at = Date.now() - 5 * 60_000;
    await post(
      ...Array.from(
        { length: 12 },
        (_, index) => ({ id: `s${index}`, text: "storm harvest", createdAt: at }),
      ),
      ...Array.from({ length: 5 }, (_, index) => ({ id: `r${index}`, text: "rain", createdAt: at })),
    );
    const page = await open("/topic?topic=rain");
    const posts = (count: number) =>
      page.locator(".gs-value").first().filter({ hasText: new RegExp(`^${count}$`) }).waitFor({
        timeout: waitMs,
      });
    const box = page.getByLabel("Topic", { exact: true });
    await posts(5);
    await box.fill("stor");
    await box.fill("storm");
    await posts(12);
    await page.getByRole("button", { name: "7 d" }).click();
    await page.getByRole("button", { name: "Narrow to harvest" }).click();
    await page.waitForURL(/harvest/);
    await page.goBack();
    await page.waitForURL(/topic=storm&window=7d$/);
    assert.equal(await box.inputValue(), "storm");
    await page.goBack();
    await page.waitForURL(/topic=storm$/);
    assert.equal(await page.getByRole("button", { name: "24 h" }).getAttribute("aria-pressed"), "true");
    await posts(12);
    await page.goForward();
    await page.goForward();
    await page.waitForURL(/harvest/);
    assert.equal(await box.inputValue(), "(storm) harvest");
    assert.deepEqual(complaints, []);
  }));

test("the keyboard keeps its place while posts arrive", () =>
  withStack(async ({ open, post, complaints }) => {
    // Without one that is older than the window, a wider one is not offered.
    await post(...posts(40, "storm"), { id: "old", text: "old", createdAt: Date.now() - 2 * dayMs });
    const page = await open("/topic?topic=nobody");
    const button = page.getByRole("button", { name: "look at all time" });
    await button.focus();
    await post(...posts(3, "storm", 40));
    await page.getByText("of 43 in this window", { exact: true }).waitFor({ timeout: waitMs });
    assert.equal(await button.evaluate((node) => node === document.activeElement), true);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "All", pressed: true }).waitFor({ timeout: waitMs });
    await page.getByLabel("Topic", { exact: true }).fill("");
    const chart = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
    await chart.focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".gs-tip:visible").waitFor({ timeout: waitMs });
    await post(...posts(2, "storm", 43));
    await waitForCount(page, "46");
    // The chart may be drawn a moment after the number.
    await page.locator(".gs-tip:visible").waitFor({ timeout: waitMs });
    assert.deepEqual(complaints, []);
  }));

test("a topic without a space does not widen the page", () =>
  withStack(async ({ open, post }) => {
    await post(...posts(3, "storm"));
    const page = await open(`/topic?topic=${"w".repeat(2000)}`, { viewport: { width: 380, height: 900 } });
    await page.getByRole("button", { name: "look at all posts" }).waitFor({ timeout: waitMs });
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }));

test("hostile posts are shown as text", () =>
  withStack(async ({ open, post, complaints }) => {
    const createdAt = Date.now() - minuteMs;
    await post(
      ...hostile.map((text, index) => ({
        id: `h${index}`,
        text,
        title: text,
        author: text,
        url: `https://x.example/"><script>${index}`,
        createdAt,
      })),
    );
    const page = await open(
      `/topic?topic=${encodeURIComponent('storm OR "><script>window.hacked=1</script>"')}`,
    );
    await waitForCount(page, "4");
    const list = await page.locator(".gs-posts:visible").innerText();
    for (
      const mark of [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror=",
        "<svg onload=",
        "<style>body",
      ]
    ) {
      assert.ok(list.includes(mark), mark);
    }
    assert.doesNotMatch(list, /[\u202A-\u202E\u2066-\u2069]/);
    assert.equal(await page.locator(".gs-posts :is(script, img, svg, style)").count(), 0);
    assert.equal(await page.evaluate("window.hacked"), undefined);
    for (const link of await page.locator(".gs-posts a").all()) {
      assert.match(await link.getAttribute("href") ?? "", /^https:/);
    }
    assert.deepEqual(complaints, []);
  }));

test("the page says when the connection is lost, and comes back by itself", () =>
  withStack(async ({ open, post, restart }) => {
    await post(...posts(40, "storm"));
    const page = await open("/topic");
    await waitForCount(page, "40");
    await page.evaluate("window.untouched = true");
    const down = restart(4000);
    await page.getByText(/^! ?Connection lost \d+ s ago\./).waitFor({ timeout: waitMs });
    assert.match(await page.locator(".gs-status").innerText(), /^Reconnecting, newest post/);
    await down;
    await post(...posts(2, "storm", 40));
    await waitForCount(page, "42");
    await page.getByText(/Connection lost/).waitFor({ state: "detached", timeout: waitMs });
    assert.equal(await page.evaluate("window.untouched"), true);
  }));
