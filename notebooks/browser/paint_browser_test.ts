import assert from "node:assert/strict";
import type { Stack } from "./browser_harness.ts";
import { browserTest, minuteMs, waitMs } from "./page_harness.ts";
import { becomesLive, holdClient, maxTries, posts, untilPainted } from "./paint_harness.ts";

browserTest("a page without JavaScript stands complete, and says what it cannot do", async (stack) => {
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
});

browserTest(
  "the second visit is painted in the reader's zone and width, and times are in UTC on request",
  async (stack) => {
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
  },
);

browserTest(
  "a drawer that the address opens is painted, and taken over without a second one",
  async (stack) => {
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
  },
);

browserTest(
  "pictures painted for a guessed width wait for the script where the window has another",
  async (stack) => {
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
  },
);

browserTest("hostile posts are painted as text, also in the results that come along", async (stack) => {
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
});
