import assert from "node:assert/strict";
import { browserTest, minuteMs, posts, waitForCount, waitMs } from "./page_harness.ts";

browserTest(
  "a page is rerun as of a minute: it stands still, a link restores it, and it says what landed late",
  async ({ open, post, complaints }) => {
    await post(
      ...posts(30, "storm", { before: 100 }),
      ...posts(12, "storm", { from: 30, before: 5, minutes: 20 }),
    );
    const page = await open("/topic?topic=storm&window=all");
    await waitForCount(page, 42);
    const status = page.locator(".gs-status");
    assert.match(await status.innerText(), /^Live, newest post/);
    assert.equal(await page.locator(".gs-dot").getAttribute("data-state"), "live");
    await page.getByRole("button", { name: "Rerun" }).click();
    const input = page.getByLabel("As of");
    const hourAgo = new Date(Math.floor((Date.now() - 60 * minuteMs) / minuteMs) * minuteMs).toISOString()
      .slice(0, 16);
    await input.fill(hourAgo);
    await waitForCount(page, 30);
    assert.match(await status.innerText(), /^Rerun as of \w{3} \d+ \w{3}, \d\d:\d\d UTC$/);
    assert.equal(await page.locator(".gs-dot").getAttribute("data-state"), "rerun");
    assert.ok(page.url().includes(`asOf=${encodeURIComponent(`${hourAgo}Z`)}`), page.url());

    const exact = await page.getByRole("link", { name: "This exact view" }).getAttribute("href");
    assert.match(exact!, /asOf=.*&landing=\d+$/);
    await post(...posts(5, "storm", { from: 42, before: 2, minutes: 3 }));
    const again = await open(exact!);
    await waitForCount(again, 30);
    await again.getByText(/^Since landing \d+: nothing has changed$/).waitFor({ timeout: waitMs });
    await post(
      ...posts(4, "storm", { from: 50, before: 90, minutes: 4 }),
      ...posts(4, "harvest", { before: 90 }),
    );
    await waitForCount(again, 34);
    await again.getByText(/^Since landing \d+: \+4 late$/).waitFor({ timeout: waitMs });

    await page.getByRole("button", { name: "Go live" }).click();
    await waitForCount(page, 51);
    assert.match(await status.innerText(), /^Live/);
    assert.doesNotMatch(page.url(), /asOf/);
    await page.getByRole("button", { name: "1 h", exact: true }).click();
    await page.getByRole("button", { name: "Rerun" }).click();
    assert.equal(await page.getByRole("button", { name: "1 h later" }).isDisabled(), true);
    await page.getByRole("button", { name: "1 h earlier" }).click();
    await page.getByText(/^Rerun as of/).waitFor({ timeout: waitMs });
    assert.equal(await page.getByRole("button", { name: "1 h later" }).isDisabled(), false);
    assert.deepEqual(complaints, []);
  },
);

browserTest("a moment that cannot be is said and shown live", async ({ open, post, complaints }) => {
  await post(...posts(9, "storm"));
  for (
    const [asOf, words] of [
      ["yesterday", /asOf “yesterday” must be a UTC time like 2015-02-23T08:00Z\. This is live\./],
      ["2999-01-01", /asOf “2999-01-01” 2999-01-01T00:00Z has not come yet/],
      ["<script>alert(1)</script>", /asOf “<script>alert\(1\)<\/script>” must be/],
    ] as const
  ) {
    const page = await open(`/topic?asOf=${encodeURIComponent(asOf)}`);
    await page.getByText(words).waitFor({ timeout: waitMs });
    await waitForCount(page, 9);
    assert.match(await page.locator(".gs-status").innerText(), /^Live/);
  }
  const page = await open("/topic?asOf=2011-02-23T08:00Z");
  await page.getByText(/^The first post is from .*, after this moment\.$/).waitFor({ timeout: waitMs });
  assert.match(await page.locator(".gs-status").innerText(), /^Rerun as of Wed 23 Feb 2011, 08:00 UTC$/);
  assert.deepEqual(complaints, []);
});
