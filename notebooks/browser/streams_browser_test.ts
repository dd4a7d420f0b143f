import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { freePort } from "../../ingest/base/port_harness.ts";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { waitFor } from "../faults/fault_harness.ts";
import { launchBrowser, openPage } from "./browser_harness.ts";
import { walkPage } from "./keyboard_harness.ts";
import { seriousFindings } from "./page_harness.ts";

const token = "xyzzy-of-this-test-1234";
/** Processes start meanwhile, and a source may be asked for 15 s. */
const waitMs = 60_000;

Deno.test({
  name:
    "the Sources page follows, limits, pauses, stops, empties and removes a stream, and never shows a secret",
  ...needsBrowser,
  fn: () =>
    withDataDir(async (dataDir) => {
      await using dev = start("dev", dataDir);
      const url = await dev.url();
      const browser = await launchBrowser();
      try {
        const complaints: string[] = [];
        const page = await openPage(browser, new URL("sources", url), complaints, { bypassCSP: true });
        page.setDefaultTimeout(waitMs);
        const port = await followPush(page);
        await assertNeat(page, "wide and light");
        await page.getByRole("heading", { level: 1 }).click();
        const walked = await walkPage(page);
        for (const control of ["Pause: push", "Remove: push", "Check and follow"]) {
          assert.ok(walked.some((name) => name.includes(control)), control);
        }
        const narrow = await openPage(browser, new URL("sources", url), complaints, {
          bypassCSP: true,
          colorScheme: "dark",
          viewport: { width: 380, height: 900 },
        });
        await open(narrow, "Reddit");
        await narrow.getByRole("button", { name: "Limits: push" }).click();
        await assertNeat(narrow, "narrow and dark");
        assert.deepEqual(await smallTargets(narrow), []);
        await narrow.context().close();

        await send(port, "1", "2", "3");
        await row(page, "Your own programs").getByText("3 posts").waitFor();
        await page.getByText("Real posts are coming in.").waitFor();
        await changeLimits(page);
        await pauseAndStop(page);
        await deleteData(page);
        await press(page, "Start: push");
        await send(port, "4", "5");
        await row(page, "Your own programs").getByText("2 posts").waitFor();
        await removeAndDelete(page);
        assert.deepEqual(complaints.filter((text) => !/status of 422/.test(text)), []);
        assert.ok(!(await page.content()).includes(token));
      } finally {
        await browser.close();
      }
    }),
});

const row = (page: Page, name: string) => page.locator(".gs-streams tr").filter({ hasText: name }).first();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).press("Enter");

async function open(page: Page, title: string): Promise<void> {
  const source = page.locator(".gs-source").filter({ has: page.getByText(title, { exact: true }) });
  await source.locator("summary").press("Enter");
  await source.getByRole("button", { name: "Check and follow" }).waitFor();
}

/** Follows what programs send to a port, by the keyboard, and returns that port. */
async function followPush(page: Page): Promise<number> {
  const port = freePort();
  await open(page, "Your own programs");
  const form = page.getByRole("form", { name: "Follow Your own programs" });
  await form.getByLabel("Port").fill(String(port));
  await form.getByLabel("Port").press("Enter");
  const field = form.getByLabel("Token");
  await form.getByText("✕ This is needed").waitFor();
  assert.ok(await field.evaluate((input) => input === document.activeElement), "it has the focus");
  assert.equal(await field.getAttribute("type"), "password");
  await field.fill("two words");
  await field.press("Enter");
  await form.getByText("✕ Give one word of plain characters").waitFor();
  await field.fill(token);
  await field.press("Enter");
  await form.getByText("✓ “push” is followed").waitFor();
  await form.getByText("is never shown again").waitFor();
  assert.equal(await field.inputValue(), "");
  await row(page, "Your own programs").getByText("live", { exact: true }).waitFor();
  return port;
}

async function changeLimits(page: Page): Promise<void> {
  await press(page, "Limits: push");
  const form = page.getByRole("form", { name: "Limits of push" });
  await form.getByLabel("Posts an hour").fill("many");
  await form.getByLabel("Posts an hour").press("Enter");
  await form.getByText("✕ Write a number").waitFor();
  await form.getByLabel("Posts an hour").fill("1,000");
  await form.getByLabel("Runs when").fill("at night");
  await form.getByLabel("Runs when").press("Enter");
  await form.getByText("✕ Cannot use schedule").waitFor();
  await form.getByLabel("Runs when").fill("00:00-24:00");
  await form.getByLabel("Runs when").press("Enter");
  await form.waitFor({ state: "detached" });
  await row(page, "Your own programs").getByText("1,000 an hour").waitFor();
}

async function pauseAndStop(page: Page): Promise<void> {
  await press(page, "Pause: push");
  await row(page, "Your own programs").getByText("paused", { exact: true }).waitFor();
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  assert.equal(focused, "Start", "the button keeps the focus");
  await press(page, "Start: push");
  await row(page, "Your own programs").getByText("live", { exact: true }).waitFor();
  await press(page, "Stop: push");
  await row(page, "Your own programs").getByText("stopped", { exact: true }).waitFor();
}

async function deleteData(page: Page): Promise<void> {
  await press(page, "Delete this stream’s data: push");
  await page.getByText(/^Delete 3 posts that “push” has brought/).waitFor();
  await press(page, "Keep them");
  await row(page, "Your own programs").getByText("3 posts").waitFor();
  await press(page, "Delete this stream’s data: push");
  await press(page, "Delete 3 posts");
  await row(page, "Your own programs").getByText("0 posts").waitFor();
}

/** What a stream has brought can be deleted also when only that is left of it. */
async function removeAndDelete(page: Page): Promise<void> {
  await press(page, "Remove: push");
  await press(page, "Remove the stream");
  await row(page, "Your own programs").getByText("not followed", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Start: push" }).count(), 0);
  await press(page, "Delete this stream’s data: push");
  await press(page, "Delete 2 posts");
  await page.getByText("Nothing is followed, and nothing is stored.").waitFor();
}

async function assertNeat(page: Page, how: string): Promise<void> {
  assert.deepEqual(await seriousFindings(page), [], how);
  assert.ok(
    await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
    `${how} scrolls sideways`,
  );
}

function smallTargets(page: Page): Promise<string[]> {
  return page.locator("main").evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>("button, summary, input, .gs-simulated a")]
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 44)
      .map((node) => node.outerHTML)
  );
}

async function send(port: number, ...ids: string[]): Promise<void> {
  const posts = ids.map((id) => ({ id, createdAt: new Date().toISOString(), text: "rain" }));
  await waitFor("the posts are taken", async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(posts),
    }).catch(() => undefined);
    await response?.text();
    return response?.status === 202;
  });
}
