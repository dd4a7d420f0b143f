import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { TestPost } from "./browser_harness.ts";
import { browserTest, drawer, minuteMs, readDrawer, waitForCount, waitMs } from "./page_harness.ts";
import { fetchReport, openReport } from "./report_harness.ts";

const said = [
  "I am so angry, they broke my new phone again, I hate it",
  "So happy, what a great day, we had so much fun",
];

function posts(): TestPost[] {
  return Array.from({ length: 120 }, (_, nth) => ({
    id: `${nth}`,
    text: `${said[nth % 3 % 2]} (${nth}) ${nth === 7 ? "lonely" : "storm"}`,
    createdAt: Date.now() - (nth % 50 + 3) * minuteMs,
    authorId: `${nth}`,
  }));
}

const plot = (page: Page, name: string) =>
  page.getByRole("group", { name: `${name} over time, arrow keys read it` });

/** Reads the marks of a panel, the last one first: how many posts each says. */
async function readMarks(page: Page, name: string): Promise<number[]> {
  const counts: number[] = [];
  await plot(page, name).focus();
  for (let last = "";;) {
    await page.keyboard.press("ArrowLeft");
    const words = await plot(page, name).getByRole("status").innerText();
    if (words === last) return counts;
    last = words;
    counts.push(Number(/^(\d+) of \d+ posts$/m.exec(words)![1]));
  }
}

/** Shows the mark of a panel that was read last. */
async function readAgain(page: Page, name: string): Promise<void> {
  await plot(page, name).focus();
  if (!await plot(page, name).getByRole("status").isVisible()) await page.keyboard.press("ArrowLeft");
}

browserTest(
  "emotions over time say their shares, and each point leads to its posts, in a report too",
  async (stack) => {
    await stack.post(...posts());
    const live = await stack.open("/topic?topic=storm&window=1h");
    await waitForCount(live, 119);
    await using report = await openReport(
      stack,
      await fetchReport(stack, "topic/report?topic=storm&window=1h"),
    );
    await waitForCount(report.page, 119);
    const [anger, joy] = [await readMarks(live, "anger"), await readMarks(live, "joy")];
    assert.ok(anger.length >= 2 && anger.length === joy.length, `${anger}; ${joy}`);
    assert.deepEqual(await readMarks(report.page, "joy"), joy);
    for (const page of [live, report.page]) {
      for (const [nth, count] of joy.toReversed().entries()) {
        await readAgain(page, "joy");
        if (nth > 0) await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Enter");
        await drawer(page).getByRole("heading", { name: `Why ${count}?`, exact: true }).waitFor({
          timeout: waitMs,
        });
        await drawer(page).getByText(/that show joy, created /).waitFor({ timeout: waitMs });
        if (page === live) assert.equal(await readDrawer(page, String(count)), count);
        else assert.ok(await drawer(page).locator(".gs-posts > li").count() > 0);
      }
    }
    await live.goto(new URL("/topic?topic=lonely&window=1h", stack.url).href);
    await live.getByText("Too few posts for a share. 1 post of 30 that are needed.").waitFor({
      timeout: waitMs,
    });
    assert.deepEqual(stack.complaints, []);
  },
);
