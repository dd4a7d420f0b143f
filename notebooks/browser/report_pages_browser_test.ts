import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import type { Stack } from "./browser_harness.ts";
import { browserTest, posts, waitMs } from "./page_harness.ts";
import { fetchReport, openReport, readCells } from "./report_harness.ts";

const pages = [...Deno.readDirSync(new URL("../pages/", import.meta.url))]
  .flatMap(({ name }) => name.endsWith(".md") ? [name.slice(0, -3)] : []);

for (const name of pages) {
  browserTest(`a report of ${name} shows cell by cell what its page shows`, async (stack) => {
    await stack.post(
      ...posts(60, "storm").map((post, nth) => ({ ...post, title: nth % 9 === 0 ? "A title" : "Another" })),
    );
    const counted = await stack.open("/topic");
    await counted.getByText("60 posts").first().waitFor({ timeout: waitMs });
    // The page may be measured anew between the two: then they are compared again.
    const end = Date.now() + waitMs;
    for (;;) {
      const live = await openLive(stack, name);
      const shown = await readCells(live);
      assert.ok(Object.values(shown).some(({ words }) => /60/.test(words)), `${name} shows the posts`);
      await using report = await openReport(stack, await fetchReport(stack, `${name}/report`));
      await report.page.locator(".gs-status", { hasText: /^Saved as of/ }).waitFor({ timeout: waitMs });
      const saved = await readCells(report.page);
      if (isDeepStrictEqual(saved, shown) || Date.now() > end) {
        assert.deepEqual(saved, shown);
        assert.deepEqual(report.requests, []);
        break;
      }
      await live.context().close();
    }
  });
}

async function openLive({ open }: Stack, name: string): Promise<Page> {
  const page = await open(`/${name}`);
  await page.locator(".gs-dot[data-state='live']").waitFor({ timeout: waitMs });
  return page;
}
