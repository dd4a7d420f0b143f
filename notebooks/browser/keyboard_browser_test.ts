import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { walkPage } from "./keyboard_harness.ts";
import { browserTest, drawer, posts, valueOf, waitForCount, waitMs } from "./page_harness.ts";
import { fetchReport, openReport } from "./report_harness.ts";

const tagged = () =>
  posts(60, "storm").map((post, nth) => ({ ...post, text: `${post.text} #tag${nth % 4} @name${nth % 3}` }));

async function waitForPosts(page: Page): Promise<void> {
  await page.locator(".gs-value").first().filter({ hasText: /^60$/ }).waitFor({ timeout: waitMs });
}

for (const address of ["/pulse", "/topic?topic=storm", "/pipeline"]) {
  browserTest(`Tab walks through ${address} and back, with its moment and a table open`, async (stack) => {
    await stack.post(...tagged());
    const page = await stack.open(address);
    await waitForPosts(page);
    await page.getByRole("button", { name: "Rerun", exact: true }).click();
    await page.getByRole("button", { name: "data", exact: true }).first().click();
    const walked = await walkPage(page);
    assert.equal(walked[0], 'a "Skip to the page"');
    for (const control of ['input "as-of"', 'div "Data"', 'a "This exact view"']) {
      assert.ok(walked.includes(control), control);
    }
    assert.deepEqual(stack.complaints, []);
  });
}

browserTest("Tab walks through a report and back, with its posts open", async (stack) => {
  await stack.post(...tagged());
  await waitForPosts(await stack.open("/topic?topic=storm"));
  await using report = await openReport(
    stack,
    await fetchReport(stack, "topic/report?topic=storm&topic=number1"),
  );
  const { page } = report;
  await waitForCount(page, 60);
  await valueOf(page, "Posts").getByRole("button").click();
  await drawer(page).locator(".gs-posts li").first().waitFor({ timeout: waitMs });
  const walked = await walkPage(page);
  for (const control of ['button "number1"', 'button "Close"', 'pre "SQL"']) {
    assert.ok(walked.includes(control), control);
  }
  assert.deepEqual(stack.complaints, []);
});

browserTest(
  "Enter acts, arrows go from row to row, and Escape closes what Enter has opened",
  async (stack) => {
    await stack.post(...tagged());
    const page = await stack.open("/topic?topic=storm");
    await waitForPosts(page);
    const press = (key: string) => page.keyboard.press(key);
    const window = page.getByRole("button", { name: "All", exact: true });
    await window.focus();
    await press("Enter");
    await page.locator("button[aria-pressed='true']", { hasText: /^All$/ }).waitFor({ timeout: waitMs });
    const head = page.getByRole("columnheader", { name: "Word" });
    const names = page.locator(".gs-figure", { has: head }).locator(".gs-rank-name > :first-child");
    await names.first().focus();
    await press("ArrowDown");
    const second = await names.nth(1).innerText();
    assert.equal(await page.evaluate("document.activeElement.innerText"), second);
    await press("Enter");
    await drawer(page).getByRole("heading", { name: /^Why \d+\?/ }).waitFor({ timeout: waitMs });
    await press("Escape");
    await drawer(page).waitFor({ state: "hidden", timeout: waitMs });
    assert.equal(await page.evaluate("document.activeElement.innerText"), second);
    await press("ArrowRight");
    await press("Enter");
    assert.equal(await page.locator(".gs-topic").inputValue(), `(storm) ${second}`);
    assert.deepEqual(stack.complaints, []);
  },
);
