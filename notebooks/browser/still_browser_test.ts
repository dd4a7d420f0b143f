import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Stack } from "./browser_harness.ts";
import { browserTest, serveUnpainted, waitingNote, waitMs, waitUntilWhole } from "./page_harness.ts";
import { becomesLive, holdClient, maxTries, posts, untilPainted, watchFrames } from "./paint_harness.ts";

const maxShift = 0.02;
/** What a title or a table is higher or lower than the room that was kept. */
const maxShiftUnpainted = 0.1;
const phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36";

/** Where everything stands that a reader may look at. */
async function boxesOf(page: Page): Promise<string[]> {
  // Nothing is painted before the style is there, but it could be measured.
  await page.evaluate(async () => {
    while (document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.sheet == null) {
      await new Promise(requestAnimationFrame);
    }
    await document.fonts.ready;
  });
  return await page.evaluate(() =>
    [
      ...document.querySelector("main")!.querySelectorAll(
        "h2, .gs-sub, .gs-topic, .gs-hint, .gs-segments, .gs-summary, .gs-numbers dl, .gs-figure, .gs-plot, svg.plot, " +
          ".gs-time-axis, .gs-time-axis text, .gs-cell tr, .gs-posts li, .gs-prose, .gs-foot",
      ),
    ].map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      const place = [x, y, width, height].map((value) => Math.round(value));
      return `${node.tagName} ${node.getAttribute("class") ?? ""} ${place} ${node.textContent.slice(0, 40)}`;
    })
  );
}

/** Opens the topic page with its client held, painted with all its cells: on a busy machine some may come later. */
async function openWhole(
  stack: Stack,
  options: Parameters<Stack["open"]>[1],
): Promise<{ page: Page; release: () => void }> {
  for (let tries = 0; tries < maxTries; tries++) {
    const { prepare, release } = holdClient();
    const page = await stack.open("/topic", { ...options, prepare });
    await page.locator(".gs-foot").waitFor({ state: "attached", timeout: waitMs });
    if (await page.locator("svg.plot").count() > 0 && await page.locator(waitingNote).count() === 0) {
      return { page, release };
    }
    await page.context().close();
  }
  throw new Error(`not painted whole in ${maxTries} tries`);
}

async function reloadWhole(page: Page): Promise<void> {
  for (let tries = 0; tries < maxTries; tries++) {
    const html = await (await page.reload())!.text();
    if (html.includes('class="plot"') && !/waits for/i.test(html)) return;
  }
  throw new Error(`not painted whole in ${maxTries} tries`);
}

for (const width of [1440, 380]) {
  browserTest(`a page becomes live without a flash and without moving, at ${width}`, async (stack) => {
    await stack.post(...posts(70, "storm"), ...posts(50, "harvest"));
    await untilPainted(stack, 120);
    const { page, release } = await openWhole(stack, {
      viewport: { width, height: 900 },
      ...(width < 600 ? { userAgent: phone } : {}),
    });
    const painted = await boxesOf(page);
    assert.ok(painted.length > 40);
    release();
    await becomesLive(page);
    await waitUntilWhole(page);
    assert.deepEqual(await boxesOf(page), painted);
    const seen = await page.evaluate("seen") as { shift: number; figures: number };
    assert.ok(seen.shift < maxShift, `shift ${seen.shift}`);
    assert.ok(seen.figures >= 4, `a frame with ${seen.figures} figures`);
    await reloadWhole(page);
    await becomesLive(page);
    await waitUntilWhole(page);
    assert.deepEqual(await boxesOf(page), painted);
    const again = await page.evaluate("seen") as { shift: number };
    assert.ok(again.shift < maxShift, `shift with a cookie ${again.shift}`);
    assert.deepEqual(stack.complaints, []);
  });
}

for (const width of [1440, 380]) {
  browserTest(
    `a page that comes unpainted keeps the room of what it will show, at ${width}`,
    async (stack) => {
      await stack.post(...posts(70, "storm"), ...posts(50, "harvest"));
      await untilPainted(stack, 120);
      const page = await stack.open("/topic", {
        viewport: { width, height: 900 },
        prepare: async (page) => {
          await page.addInitScript(watchFrames);
          await serveUnpainted(page, new URL("/topic", stack.url));
        },
      });
      await becomesLive(page);
      await page.locator("main[data-drawn]").waitFor({ timeout: waitMs });
      const { shift } = await page.evaluate("seen") as { shift: number };
      assert.ok(shift < maxShiftUnpainted, `shift ${shift}`);
      assert.deepEqual(stack.complaints, []);
    },
  );
}

browserTest("what is wrong with a topic does not move the page", async (stack) => {
  await stack.post(...posts(40, "storm"));
  await untilPainted(stack, 40);
  for (const viewport of [{ width: 1440, height: 900 }, { width: 380, height: 900 }]) {
    const page = await stack.open("/topic", { viewport });
    await becomesLive(page);
    const top = () => page.locator(".gs-summary").evaluate((node) => node.getBoundingClientRect().top);
    const before = await top();
    await page.getByLabel("Topic", { exact: true }).fill("storm (flood");
    await page.locator(".gs-hint pre").waitFor({ timeout: waitMs });
    assert.equal(await top(), before);
  }
});
