import assert from "node:assert/strict";
import { encodeCoverage } from "../../ingest/coverage.ts";
import {
  browserTest,
  drawer,
  minuteMs,
  posts,
  readDrawer,
  valueOf,
  waitForCount,
  waitMs,
} from "./page_harness.ts";

browserTest(
  "the strip below a time axis says what was followed, late, sampled and missing, and so does the drawer",
  async ({ open, post, tell, complaints }) => {
    const now = Date.now();
    const ago = (minutes: number) => now - minutes * minuteMs;
    const about = { source: "x", stream: "live", detail: "said by the test" };
    await post(
      ...posts(40, "storm", { before: 1, minutes: 25 }),
      ...posts(9, "storm", { from: 40, before: 45, minutes: 9 }),
    );
    await tell(
      encodeCoverage({ ...about, kind: "connected", from: ago(180), at: ago(180) }),
      encodeCoverage({ ...about, kind: "gap", from: ago(40), to: ago(30), at: ago(30) }),
      encodeCoverage({ ...about, kind: "sampled", from: ago(20), to: ago(10), at: ago(20), seen: 0.25 }),
      encodeCoverage({ ...about, kind: "lagging", from: ago(4), at: ago(3) }),
    );
    const page = await open("/topic?window=1h");
    await waitForCount(page, 49);
    const said =
      "followed, then gap: nothing received, then followed, then sampled, 1 in 4, then followed, then lagging";
    for (const chart of ["Posts over time", "Mood over time"]) {
      const figure = page.locator(".gs-figure").filter({
        has: page.getByRole("group", { name: `${chart}, arrow keys read it` }),
      });
      const strip = figure.getByRole("img", { name: /^Coverage/ });
      await strip.and(page.locator(`[aria-label="Coverage: ${said}"]`)).waitFor({ timeout: waitMs });
      assert.deepEqual(
        await strip.locator("rect").evaluateAll((parts) => parts.map((part) => part.getAttribute("class"))),
        ["gs-followed", "gs-gap", "gs-followed", "gs-sampled", "gs-followed", "gs-lagging"],
      );
    }
    const bars = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
    await bars.focus();
    await page.keyboard.press("ArrowLeft");
    await bars.locator(".gs-tip", { hasText: "lagging" }).waitFor({ timeout: waitMs });
    const tips: string[] = [];
    for (let step = 0; step < 40 && !tips.at(-1)?.includes("unknown"); step++) {
      await page.keyboard.press("ArrowLeft");
      tips.push(await bars.locator(".gs-tip").innerText());
    }
    assert.match(tips.join(), /sampled, 1 in 4/);
    assert.match(tips.at(-1)!, /nothing received: unknown, not zero/);
    assert.ok(
      await page.locator("svg.plot rect[fill='url(#gs-hatch)'], svg.plot [fill='url(#gs-hatch)'] rect")
        .count() > 0,
    );

    await valueOf(page, "Posts").getByRole("button").click();
    await readDrawer(page, "49");
    const strip = drawer(page).getByRole("img", { name: /^Coverage/ });
    assert.match(
      (await strip.getAttribute("aria-label"))!,
      /gap: nothing received, then followed, then sampled, 1 in 4/,
    );
    assert.match(
      await drawer(page).locator(".gs-pairs").first().innerText(),
      /gap: nothing received; .*sampled, 1 in 4; .*lagging; the rest is followed[^]*Share seen\s+25\u202F%/,
    );
    assert.deepEqual(complaints, []);
  },
);
