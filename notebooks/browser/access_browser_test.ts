import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, drawer, minuteMs, posts, seriousFindings, waitMs } from "./page_harness.ts";

/** States of pages other than the ordinary one, and what tells that each is there. */
const states: [name: string, address: string, ready: (page: Page) => Promise<unknown>][] = [
  [
    "drawer",
    "/topic?topic=storm&why=totals",
    (page) => drawer(page).locator(".gs-strip").waitFor({ timeout: waitMs }),
  ],
  ["broken topic", "/topic?topic=storm+%28", (page) => page.getByText("Unclosed parenthesis").waitFor()],
  ["nothing said", "/topic?topic=nobody", (page) => page.getByText(/^No post matches/).first().waitFor()],
  ["problem", "/pulse?windw=7d", (page) => page.getByText("is not a parameter of this page").waitFor()],
  [
    "rerun",
    `/pulse?asOf=${new Date(Date.now() - 10 * minuteMs).toISOString()}`,
    (page) => page.getByText(/^Rerun as of/).waitFor(),
  ],
  ["sorted", "/pipeline", async (page) => {
    await page.locator(".gs-sort:visible").first().click();
    await page.locator("[aria-sort]").waitFor();
  }],
];

for (const [width, colorScheme] of [[1440, "light"], [380, "dark"]] as const) {
  browserTest(
    `no state of a page has a serious accessibility finding, ${width} ${colorScheme}`,
    async (stack) => {
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
      const empty = await stack.open("/pulse", options);
      await empty.getByText("No source is connected.").waitFor({ timeout: waitMs });
      assert.deepEqual(await seriousFindings(empty), [], "no data");
      await empty.context().close();
      // A narrow table of one row has no heads to sort by.
      const [other] = posts(1, "harvest", { before: 3 });
      await stack.post(...posts(59, "storm"), { ...other!, stream: "other" });
      await (await stack.open("/topic")).locator(".gs-value", { hasText: /^60$/ }).waitFor({
        timeout: waitMs,
      });
      for (const [name, address, ready] of states) {
        const page = await stack.open(address, options);
        await ready(page);
        assert.deepEqual(await seriousFindings(page), [], name);
        await page.context().close();
      }
      assert.deepEqual(stack.complaints, []);
    },
  );
}
