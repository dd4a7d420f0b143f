import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { startFake } from "../../ingest/sources/live/fake_harness.ts";
import { createServer, token } from "../../ingest/sources/x_server_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { waitFor } from "../faults/fault_harness.ts";
import { launchBrowser, openPage } from "./browser_harness.ts";
import { closedNetwork } from "./network_harness.ts";
import { browserTest, seriousFindings, waitMs } from "./page_harness.ts";

const table = (page: Page) => page.locator("table.gs-lines").filter({ hasText: "X is asked for" });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).press("Enter");

browserTest(
  "the Sources page follows, edits and unfollows topics by keyboard, and offers them to X as far as X has words for them",
  async (stack) => {
    const page = await stack.open("/sources", { bypassCSP: true });
    page.setDefaultTimeout(waitMs);
    await page.locator("#source-x summary").press("Enter");
    const offered = page.getByRole("group", { name: "Followed topics" });
    await offered.getByText("None yet: follow a topic above.").waitFor();
    await page.locator("#follow-topic summary").press("Enter");
    const form = page.getByRole("form", { name: "Follow a topic" });
    await form.getByLabel("Name").fill("Climate Change");
    await form.getByLabel("Query").fill("climate OR (");
    await form.getByLabel("Query").press("Enter");
    await form.getByText(/✕ .*name must be small letters/).waitFor();
    await form.getByLabel("Name").fill("climate");
    await form.getByLabel("Name").press("Enter");
    await form.getByText(/✕ Unclosed parenthesis/).waitFor();
    assert.ok(await form.getByLabel("Query").evaluate((input) => input === document.activeElement));
    await form.getByLabel("Query").fill("climate");
    await form.getByLabel("Languages").fill("en, de");
    await form.getByLabel("Posts to find", { exact: true }).fill("Climate!\nthe weather");
    await form.getByLabel("Languages").press("Enter");
    await form.getByText("✕ The query does not find “the weather”").waitFor();
    await form.getByLabel("Posts to find", { exact: true }).fill("Climate!");
    await form.getByLabel("Languages").press("Enter");
    await form.getByText("✓ “climate” is followed.").waitFor();
    await table(page).getByText("(climate OR #climate) (lang:en OR lang:de)").waitFor();
    const choice = offered.getByRole("checkbox", { name: /^climate/ });
    await choice.press("Space");

    await press(page, "Edit: climate");
    const edit = page.getByRole("form", { name: "Topic climate" });
    await edit.getByLabel("Query").fill("climat*");
    await edit.getByLabel("Query").press("Enter");
    await edit.waitFor({ state: "detached" });
    await table(page).getByText("X cannot be asked for “climat*”").waitFor();
    assert.equal(await choice.isDisabled(), true);
    assert.deepEqual(await seriousFindings(page), []);
    await table(page).getByRole("link", { name: "climate" }).click();
    await page.waitForURL(/\/topic\?topic=climat\*$/);

    const narrow = await stack.open("/sources", {
      bypassCSP: true,
      colorScheme: "dark",
      viewport: { width: 380, height: 900 },
    });
    narrow.setDefaultTimeout(waitMs);
    await narrow.locator("#source-x summary").click();
    await press(narrow, "Edit: climate");
    await narrow.getByRole("form", { name: "Topic climate" }).waitFor();
    assert.deepEqual(await seriousFindings(narrow), []);
    assert.ok(await narrow.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    await press(narrow, "Unfollow: climate");
    await narrow.getByText("Unfollow “climate”?").waitFor();
    await press(narrow, "Unfollow");
    await narrow.getByRole("button", { name: "Edit: climate" }).waitFor({ state: "detached" });
    assert.deepEqual(stack.complaints.filter((text) => !/status of 422/.test(text)), []);
  },
);

Deno.test({
  name:
    "X is followed from the page for a followed topic, once its rule and price were confirmed, and goes by that topic",
  ...needsBrowser,
  fn: () =>
    withDataDir(async (dataDir) => {
      const post = { data: { id: "1377650090978992134", text: "climate" } };
      const server = createServer([JSON.stringify(post)]);
      await using fake = startFake(server.answer);
      const { settings, denoArgs } = closedNetwork({ "api.x.com": Number(new URL(fake.url).port) });
      const withToken = { ...settings, X_BEARER_TOKEN: token };
      await using owner = start("serve", dataDir, [], withToken, denoArgs);
      const url = await owner.url();
      await using _ingest = start("ingest", dataDir, [], withToken, denoArgs);
      const browser = await launchBrowser();
      try {
        const complaints: string[] = [];
        const page = await openPage(browser, new URL("sources", url), complaints, { bypassCSP: true });
        page.setDefaultTimeout(waitMs);
        await followTopic(page, "climate", "#climate");
        await page.locator("#source-x summary").click();
        const form = page.getByRole("form", { name: "Follow X" });
        const follow = form.getByRole("button", { name: "Check and follow" });
        await follow.click();
        await form.getByText("✕ This is needed").waitFor();
        await form.getByRole("checkbox", { name: /^climate/ }).check();
        await follow.click();
        const price = "✕ X is asked for climate by #climate. It charges for every post it delivers, up to " +
          "X_DAILY_POSTS=1000 a day: confirm that";
        await form.getByText(price).waitFor();
        assert.deepEqual(await seriousFindings(page), []);
        assert.equal(server.rules.length, 2, "nothing has changed at X yet");
        await form.getByLabel("I know that, and want it").check();
        await follow.click();
        await form.getByText("✓ “x:climate” is followed").waitFor();
        const row = page.locator(".gs-streams tr").filter({ hasText: "x:climate" }).first();
        await row.getByText("1 post", { exact: false }).waitFor();

        await press(page, "Edit: climate");
        const edit = page.getByRole("form", { name: "Topic climate" });
        await edit.getByLabel("Query").fill("#warming");
        await edit.getByLabel("Query").press("Enter");
        await waitFor("X has the new rule", () => server.rules.at(-1)?.value === "#warming");
        await press(page, "Unfollow: climate");
        await press(page, "Unfollow");
        await row.getByText('Its topic "climate" is no longer followed').waitFor();
        await followTopic(page, "climate", "#heat");
        await row.getByText("live", { exact: true }).waitFor();
        assert.equal(server.rules.at(-1)?.value, "#heat");
        assert.deepEqual(complaints.filter((text) => !/status of 422/.test(text)), []);
      } finally {
        await browser.close();
      }
    }),
});

async function followTopic(page: Page, name: string, query: string): Promise<void> {
  const form = page.getByRole("form", { name: "Follow a topic" });
  if (!await form.isVisible()) await page.locator("#follow-topic summary").click();
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Query").fill(query);
  await form.getByLabel("Query").press("Enter");
  await page.getByRole("button", { name: `Edit: ${name}` }).waitFor();
}
