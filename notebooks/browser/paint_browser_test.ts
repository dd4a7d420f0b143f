import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, type TestPost, withStack } from "./browser_harness.ts";
import { serveUnpainted, waitingNote, waitMs, waitUntilWhole } from "./page_harness.ts";

const minuteMs = 60_000;
const maxTries = 10;
const maxShift = 0.02;
/** What a title or a table is higher or lower than the room that was kept. */
const maxShiftUnpainted = 0.1;
const phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36";

const test = (name: string, run: () => Promise<void>) => Deno.test({ name, ...needsBrowser, fn: run });

function posts(count: number, text: string): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${index}`,
    text: `${text} number ${index}, what a ${index % 3 === 0 ? "terrible" : "lovely"} day`,
    createdAt: Date.now() - (index % 55 + 1) * minuteMs,
    author: `someone ${index % 7}`,
  }));
}

/** Waits until so many posts have landed and the server paints pages. */
async function untilPainted({ url }: Stack, count: number): Promise<string> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const html = await (await fetch(new URL("/topic", url))).text();
    if (html.includes(`of ${count} in this window`)) return html;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not painted with ${count} posts in ${waitMs} ms`);
}

/** Lets the client's code come only when `release` is called. */
function holdClient() {
  const gate = Promise.withResolvers<void>();
  const prepare = async (page: Page) => {
    await page.addInitScript(watchFrames);
    await page.route("**/client.js*", async (route) => {
      await gate.promise;
      await route.continue();
    });
  };
  return { prepare, release: gate.resolve };
}

/** Runs in the page: adds up its layout shifts, and notes the fewest figures that any frame has had since the first ones. */
function watchFrames(): void {
  const seen = { shift: 0, figures: Infinity };
  Reflect.set(globalThis, "seen", seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const figures = document.querySelectorAll(".gs-figure h2").length;
    if (figures > 0 || seen.figures < Infinity) seen.figures = Math.min(seen.figures, figures);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

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

async function becomesLive(page: Page): Promise<void> {
  await page.locator(".gs-status", { hasText: /^Live/ }).waitFor({ timeout: waitMs });
}

test("a page without JavaScript stands complete, and says what it cannot do", () =>
  withStack(async (stack) => {
    await stack.post(...posts(70, "storm"));
    await untilPainted(stack, 70);
    const page = await stack.open("/topic?topic=storm", { javaScriptEnabled: false });
    assert.equal(await page.title(), "storm · Groundswell");
    assert.equal(await page.locator(".gs-value").first().innerText(), "70");
    assert.ok(await page.locator("svg.plot rect").count() > 3);
    assert.equal(await page.locator(".gs-posts li").count(), 6);
    assert.match(await page.locator(".gs-status").innerText(), /^Connecting, newest post/);
    assert.match(await page.locator("noscript").innerText(), /^This page shows the moment it was sent\./);
    assert.deepEqual(stack.complaints, []);
  }));

for (const width of [1440, 380]) {
  test(`a page becomes live without a flash and without moving, at ${width}`, () =>
    withStack(async (stack) => {
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
    }));
}

test("the second visit is painted in the reader's zone and width, and times are in UTC on request", () =>
  withStack(async (stack) => {
    await stack.post(...posts(40, "storm"));
    await untilPainted(stack, 40);
    const options = { timezoneId: "Asia/Kolkata", viewport: { width: 900, height: 900 } };
    const page = await stack.open("/topic", options);
    await becomesLive(page);
    const axis = page.locator(".gs-time-axis").first();
    assert.match(await axis.innerHTML(), /GMT\+5:30/);
    const painted = async () => {
      const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
      const response = await fetch(new URL("/topic", stack.url), { headers: { cookie: cookies.join("; ") } });
      return await response.text();
    };
    assert.match(await painted(), /GMT\+5:30/);
    assert.match(await painted(), /<svg class="plot"[^>]* width="804"/);
    await page.getByRole("button", { name: "Times in UTC" }).click();
    await page.locator(".gs-foot", { hasText: "UTC" }).waitFor({ timeout: waitMs });
    await becomesLive(page);
    assert.doesNotMatch(await axis.innerHTML(), /GMT/);
    assert.doesNotMatch(await painted(), /GMT\+5:30/);
    await page.getByRole("button", { name: /^Times in Asia/ }).click();
    await page.locator(".gs-foot", { hasText: "GMT+5:30" }).waitFor({ timeout: waitMs });
    assert.deepEqual(stack.complaints, []);
  }));

test("a drawer that the address opens is painted, and taken over without a second one", () =>
  withStack(async (stack) => {
    await stack.post(...posts(70, "storm"));
    await untilPainted(stack, 70);
    const address = "/topic?topic=storm&why=totals&key.mood=-1&as=share";
    const openPainted = async (options: Parameters<Stack["open"]>[1]) => {
      // On a busy machine a page may come unpainted.
      for (let tries = 0; tries < maxTries; tries++) {
        const page = await stack.open(address, options);
        await page.locator(".gs-grid").waitFor({ timeout: waitMs });
        if (await page.locator("aside[data-painted]").count() > 0) return page;
        await page.context().close();
      }
      throw new Error("never painted");
    };
    const still = await openPainted({ javaScriptEnabled: false });
    assert.equal(await still.locator("aside.gs-why h2").innerText(), "Why 34\u202F%?");
    assert.equal(await still.locator("aside.gs-why .gs-posts li").count(), 5);
    assert.ok((await still.locator("main").boundingBox())!.width < 1000, "the page stands beside it");
    const held = holdClient();
    const page = await openPainted({ prepare: held.prepare });
    held.release();
    await page.locator("aside[data-painted]").waitFor({ state: "detached", timeout: waitMs });
    assert.equal(await page.locator("aside.gs-why .gs-posts li").count(), 5);
    assert.equal(await page.locator("#why-title").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("aside.gs-why:visible").count(), 0);
    const broken = await stack.open(`${address}&key.mood=x`, { javaScriptEnabled: false });
    assert.equal(await broken.locator("aside.gs-why").count(), 0);
    assert.deepEqual(stack.complaints, []);
  }));

test("pictures painted for a guessed width wait for the script where the window has another", () =>
  withStack(async (stack) => {
    await stack.post(...posts(70, "storm"));
    await untilPainted(stack, 70);
    for (const [width, shown] of [[1440, true], [1000, false]] as const) {
      const held = holdClient();
      const page = await stack.open("/topic", { viewport: { width, height: 900 }, prepare: held.prepare });
      await page.locator(".gs-foot a").waitFor({ timeout: waitMs });
      const plot = page.locator("svg.plot").first();
      assert.equal(await plot.isVisible(), shown, `painted at ${width}`);
      assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
      held.release();
      await becomesLive(page);
      await plot.waitFor({ timeout: waitMs });
      await page.context().close();
    }
  }));

for (const width of [1440, 380]) {
  test(`a page that comes unpainted keeps the room of what it will show, at ${width}`, () =>
    withStack(async (stack) => {
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
    }));
}

test("hostile posts are painted as text, also in the results that come along", () =>
  withStack(async (stack) => {
    const hostile = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">` +
      `<!--<script><svg onload=window.hacked=1> \u202Egnp.exe storm `;
    await stack.post(
      {
        id: "a",
        text: hostile,
        title: hostile,
        author: hostile,
        url: "javascript:window.hacked=1",
        createdAt: Date.now() - minuteMs,
      },
      { id: "b", text: hostile.repeat(600), createdAt: Date.now() - minuteMs },
    );
    const html = await untilPainted(stack, 2);
    assert.equal(html.match(/<script/g)?.length, 2);
    for (const javaScriptEnabled of [false, true]) {
      const page = await stack.open("/topic", { javaScriptEnabled });
      if (javaScriptEnabled) await becomesLive(page);
      assert.match(
        await page.locator(".gs-posts:visible").innerText(),
        /<script>window\.hacked = 1<\/script>/,
      );
      assert.equal(
        await page.locator("main :is(script, img, [onload], [onerror], [href^='javascript:'])").count(),
        0,
      );
      assert.equal(await page.evaluate("window.hacked"), undefined);
    }
    assert.deepEqual(stack.complaints, []);
  }));

test("numbers of another topic are said to be that while the answer is not there", () =>
  withStack(async (stack) => {
    await stack.post(...posts(40, "storm"), ...posts(30, "harvest"));
    await untilPainted(stack, 70);
    let held = false;
    const page = await stack.open("/topic?topic=storm", {
      prepare: (page) =>
        page.routeWebSocket(/\/live$/, (client) => {
          const server = client.connectToServer();
          client.onMessage((message) => {
            if (!held) server.send(message);
          });
        }),
    });
    await becomesLive(page);
    held = true;
    await page.getByLabel("Topic", { exact: true }).fill("harvest");
    await page.getByText("Counting “harvest”, 24 h. The numbers below are still of “storm”, 24 h.").waitFor({
      timeout: waitMs,
    });
    assert.equal(await page.title(), "storm · Groundswell");
    assert.match(await page.locator(".gs-summary").innerText(), /^40 posts/);
    assert.deepEqual(stack.complaints, []);
  }));

test("a topic that is typed while the connection is down does not stand over other numbers", () =>
  withStack(async (stack) => {
    await stack.post(...posts(40, "storm"), ...posts(30, "harvest"));
    await untilPainted(stack, 70);
    const page = await stack.open("/topic?topic=storm");
    await becomesLive(page);
    const back = stack.restart(3000);
    await page.locator(".gs-status", { hasText: /^Reconnecting/ }).waitFor({ timeout: waitMs });
    await page.getByLabel("Topic", { exact: true }).fill("harvest");
    await page.getByText(
      "Not connected: “harvest”, 24 h cannot be counted yet. The numbers below are still of “storm”, 24 h.",
    )
      .waitFor({ timeout: waitMs });
    assert.equal(await page.title(), "storm · Groundswell");
    await back;
    await page.locator(".gs-value").first().filter({ hasText: /^30$/ }).waitFor({ timeout: waitMs });
    assert.equal(await page.title(), "harvest · Groundswell");
    assert.equal(await page.locator(".gs-counting").innerText(), "");
  }));

test("what is wrong with a topic does not move the page", () =>
  withStack(async (stack) => {
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
  }));
