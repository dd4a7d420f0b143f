import assert from "node:assert/strict";
import type { Page } from "playwright-core";
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
