import assert from "node:assert/strict";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { needsBrowser } from "../ingest/base/test_needs.ts";
import { type Stack, type TestPost, withStack } from "./browser_harness.ts";

const minuteMs = 60_000;
const waitMs = 10_000;
const moods = ["terrible, I hate it", "lovely, I love it", "on the table"];

/** Posts of one text, spread over some minutes that end `before` minutes ago. */
function posts(count: number, text: string, { from = 0, before = 2, minutes = 50 } = {}): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${from + index}`,
    text: `${text} number${from + index}, ${moods[index % 3]}`,
    createdAt: Date.now() - (before + index % minutes) * minuteMs,
    author: `someone ${index % 7}`,
  }));
}

const valueOf = (page: Page, label: string) =>
  page.locator(".gs-numbers dl").filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}`) }) })
    .locator(".gs-value");

async function waitForCount(page: Page, count: number): Promise<void> {
  await valueOf(page, "Posts").filter({ hasText: new RegExp(`^${count}$`) }).waitFor({ timeout: waitMs });
}

const test = (name: string, run: (stack: Stack) => Promise<void>) =>
  Deno.test({ name, ...needsBrowser, fn: () => withStack(run) });

test("a page is rerun as of a minute: it stands still, a link restores it, and it says what landed late", async ({ open, post, complaints }) => {
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
});

test("a moment that cannot be is said and shown live", async ({ open, post, complaints }) => {
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

const drawer = (page: Page) => page.getByRole("complementary", { name: /^Why/ });

/** Waits for the drawer of a number, and counts all posts that it shows. */
async function readDrawer(page: Page, number: string): Promise<number> {
  await drawer(page).getByRole("heading", { name: `Why ${number}?`, exact: true }).waitFor({
    timeout: waitMs,
  });
  const list = drawer(page).locator(".gs-posts > li");
  const more = drawer(page).getByRole("button", { name: /^Next/ });
  while (await more.isVisible()) {
    const before = await list.count();
    await more.click();
    await list.nth(before).waitFor({ timeout: waitMs });
  }
  return await list.count();
}

test("every number leads to as many posts as it says, for several topics", async ({ open, post, complaints }) => {
  await post(
    ...posts(40, "storm", { before: 3, minutes: 40 }),
    ...posts(35, "harvest", { before: 5, minutes: 30 }),
  );
  const page = await open("/topic?window=1h", { viewport: { width: 1440, height: 1000 } });
  for (const [topic, count] of [["storm", 40], ["", 75], ["harvest", 35]] as const) {
    await page.getByLabel("Topic", { exact: true }).fill(topic);
    await waitForCount(page, count);
    for (const label of ["Posts", "Loudest"]) {
      const number = valueOf(page, label).getByRole("button");
      const text = await number.innerText();
      await number.click();
      assert.equal(await readDrawer(page, text), Number(text), `${label}, topic "${topic}"`);
    }
    const share = await valueOf(page, "Negative").getByRole("button").innerText();
    await valueOf(page, "Negative").getByRole("button").click();
    const negative = await readDrawer(page, share);
    const [, of, judged] = /^(\d+) posts? of (\d+) with a known mood/.exec(
      await drawer(page).locator(".gs-why-sentence").innerText(),
    )!;
    assert.equal(negative, Number(of));
    assert.equal(share, `${Math.round(Number(of) / Number(judged) * 100)}\u202F%`);

    const rows = page.locator(".gs-ranked tbody tr");
    for (const at of [0, 1, 2]) {
      const term = await rows.nth(at).locator("th button").first().innerText();
      const number = await rows.nth(at).locator("td").nth(1).innerText();
      await rows.nth(at).locator("td").first().click();
      await drawer(page).getByText(`that name “${term}”`).waitFor({ timeout: waitMs });
      assert.equal(await readDrawer(page, number), Number(number), `row ${term}`);
    }
    const bars = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
    const tip = bars.locator(".gs-tip");
    for (let checked = 0, step = 0; checked < 3 && step < 40; step++) {
      await bars.focus();
      await page.keyboard.press("ArrowLeft");
      const number = /(\d+) posts?/.exec(await tip.innerText())![1]!;
      if (number === "0") continue;
      assert.match(await tip.innerText(), /Enter: why$/);
      await page.keyboard.press("Enter");
      assert.equal(await readDrawer(page, number), Number(number), "bar");
      checked++;
    }
    const points = page.getByRole("group", { name: "Mood over time, arrow keys read it" });
    await points.focus();
    await page.keyboard.press("ArrowLeft");
    const judgedThere = /of (\d+) posts/.exec(await points.locator(".gs-tip").innerText())![1]!;
    await page.keyboard.press("Enter");
    assert.equal(await readDrawer(page, judgedThere), Number(judgedThere), "mood point");
  }
  await page.keyboard.press("Escape");
  await page.locator(".gs-posts").getByRole("button", { name: "why" }).first().click();
  await drawer(page).getByRole("heading", { name: "Why this post?" }).waitFor({ timeout: waitMs });
  assert.equal(await drawer(page).locator(".gs-posts > li").count(), 1);
  assert.deepEqual(complaints, []);
});

test("the drawer is frozen, offers the newer number, is restored by a link, and gives focus back", async ({ open, post, complaints }) => {
  await post(...posts(30, "storm"));
  const page = await open("/topic?topic=storm");
  await waitForCount(page, 30);
  const number = valueOf(page, "Posts").getByRole("button");
  await number.focus();
  await page.keyboard.press("Enter");
  await drawer(page).waitFor({ timeout: waitMs });
  assert.equal(await page.evaluate("document.activeElement.id"), "why-title");
  assert.equal(await readDrawer(page, "30"), 30);
  await post(...posts(4, "storm", { from: 30 }));
  await waitForCount(page, 34);
  const update = drawer(page).getByRole("button", { name: "update" });
  await update.waitFor({ timeout: waitMs });
  assert.match(await drawer(page).locator(".gs-banner").innerText(), /^now 34, update$/);
  assert.equal(await drawer(page).locator(".gs-posts > li").count(), 30);

  const again = await open(page.url());
  assert.equal(await readDrawer(again, "30"), 30);
  await again.context().close();

  await update.click();
  assert.equal(await readDrawer(page, "34"), 34);
  await drawer(page).getByText("Window and as-of").scrollIntoViewIfNeeded();
  assert.match(await drawer(page).locator(".gs-sql").first().innerText(), /from posts\s+where \$\{here\}/);
  assert.match(await drawer(page).locator(".gs-pairs").nth(1).innerText(), /topic\s+storm\s+from/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    drawer(page).getByRole("link", { name: "CSV" }).click(),
  ]);
  const csv = await Deno.readTextFile(await download.path());
  assert.equal(csv.trimEnd().split("\r\n").length, 35);

  await page.keyboard.press("Escape");
  assert.equal(await drawer(page).count(), 0);
  assert.doesNotMatch(page.url(), /why|seen|key/);
  assert.equal(await number.evaluate((node) => node === document.activeElement), true);
  assert.deepEqual(complaints, []);
});

test("the drawer is beside the page where there is room, and a sheet below 1200 px; axe finds nothing serious", async ({ open, post, complaints }) => {
  await post(...posts(60, "storm"));
  for (
    const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [380, "light"], [380, "dark"]] as const
  ) {
    const page = await open("/topic?topic=storm", {
      viewport: { width, height: 900 },
      colorScheme,
      bypassCSP: true,
    });
    await waitForCount(page, 60);
    await valueOf(page, "Posts").getByRole("button").click();
    await drawer(page).getByText("Window and as-of").waitFor({ timeout: waitMs });
    const { left, top, right, height, pageRight } = await page.evaluate(`(() => {
      const box = document.querySelector(".gs-why").getBoundingClientRect();
      const grid = document.querySelector(".gs-grid").getBoundingClientRect();
      return { left: box.left, top: box.top, right: box.right, height: box.height, pageRight: grid.right };
    })()`) as Record<string, number>;
    if (width === 1440) {
      assert.deepEqual([right! - left!, top], [456, 48]);
      assert.ok(pageRight! <= left!, "the drawer covers the page");
    } else {
      assert.deepEqual([left, right, Math.round(height!)], [0, width, 774]);
    }
    assert.ok(
      await page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
      `sideways at ${width}`,
    );
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate("axe.run()") as AxeResults;
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    if (Deno.env.get("SHOTS")) {
      await page.screenshot({ path: `${Deno.env.get("SHOTS")}/why-${width}-${colorScheme}.png` });
    }
    await page.context().close();
  }
  assert.deepEqual(complaints, []);
});

test("hostile text in the drawer is shown as text", async ({ open, post, complaints }) => {
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202Estorm';
  await post({
    id: "h",
    text: hostile,
    title: hostile,
    author: hostile,
    url: "javascript:window.hacked=1",
    createdAt: Date.now() - 3 * minuteMs,
  });
  const topic = `storm OR "${"<b onload=x>"}"`;
  for (
    const query of [
      `topic=${encodeURIComponent(topic)}&why=totals`,
      `why=terms&key.term=${encodeURIComponent(hostile)}`,
      `why=newest&key.source=x&key.id=h&key.revision=0`,
      `why=${encodeURIComponent(hostile)}`,
      `why=totals&key.${"nope"}=${encodeURIComponent(hostile)}`,
      `why=totals&key.mood=${encodeURIComponent(hostile)}`,
      `why=totals&seen=${encodeURIComponent(hostile)}`,
    ]
  ) {
    const page = await open(`/topic?${query}`);
    await drawer(page).getByRole("heading", { name: /^Why .*\?$/ }).waitFor({ timeout: waitMs });
    await drawer(page).locator(".gs-why-part, button.gs-link").first().waitFor({ timeout: waitMs });
    assert.equal(await drawer(page).locator(":is(script, img, svg, style, b[onload])").count(), 0, query);
    assert.equal(await page.evaluate("window.hacked"), undefined, query);
    assert.doesNotMatch(
      await drawer(page).locator(".gs-posts, .gs-why-sentence").allInnerTexts().then(String),
      /\u202E/,
    );
    for (const link of await drawer(page).locator("a").all()) {
      assert.match(await link.getAttribute("href") ?? "", /^(https:|\/api\/)/);
    }
    await page.context().close();
  }
  assert.deepEqual(complaints.filter((text) => !/status of 4\d\d/.test(text)), []);
});

test("a chart shows its numbers, its query and its picture, and keeps them open while posts arrive", async ({ open, post, complaints }) => {
  await post(...posts(40, "storm"));
  const page = await open("/topic?topic=storm");
  await waitForCount(page, 40);
  const chart = page.locator(".gs-figure").first();
  const bars = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
  await bars.focus();
  await page.keyboard.press("t");
  const table = chart.locator(".gs-table");
  await table.waitFor({ timeout: waitMs });
  await chart.getByRole("button", { name: "query" }).click();
  const query = chart.locator(".gs-sql");
  await query.waitFor({ timeout: waitMs });
  assert.match(await query.innerText(), /^select time_bucket\(\$\{bucket\}/);
  assert.match(await chart.locator(".gs-pairs").first().innerText(), /topic\s+storm/);
  assert.match(
    await chart.locator(".gs-pairs").last().innerText(),
    /As of\s+.* UTC, landing \d+\s+Mood by\s+\S+/,
  );
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      chart.getByRole("button", { name, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await Deno.readFile(await download.path()) };
  };
  const csv = await saved("CSV");
  assert.match(csv.name, /^Loudest-at-.*\.csv$/);
  const text = new TextDecoder().decode(csv.bytes);
  assert.equal(text.trimEnd().split("\r\n").length, await table.locator("tr").count());
  await chart.getByRole("button", { name: "image" }).click();
  const svg = new TextDecoder().decode((await saved("SVG")).bytes);
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, />Loudest at .*>Posts per 15 minutes.*>As of .* UTC\. 127\.0\.0\.1:\d+\/topic</s);
  assert.doesNotMatch(svg, /var\(--|<style|<script/);
  const png = (await saved("PNG")).bytes;
  assert.deepEqual([...png.slice(1, 4)], [...new TextEncoder().encode("PNG")]);
  assert.ok(png.length > 5000);
  if (Deno.env.get("SHOTS")) await Deno.writeFile(`${Deno.env.get("SHOTS")}/image.png`, png);

  await bars.focus();
  await page.keyboard.press("ArrowLeft");
  await post(...posts(3, "storm", { from: 40 }));
  await waitForCount(page, 43);
  assert.deepEqual(
    [await table.count(), await query.count(), await bars.locator(".gs-tip:visible").count()],
    [1, 1, 1],
  );
  assert.equal(await bars.evaluate((node) => node === document.activeElement), true);
  assert.deepEqual(complaints, []);
});

test("on a small touch screen a tap shows the words with a why button, and one button holds what a chart can do", async ({ open, post, complaints }) => {
  await post(...posts(40, "storm"));
  const page = await open("/topic?topic=storm&window=1h", {
    viewport: { width: 380, height: 800 },
    hasTouch: true,
  });
  await waitForCount(page, 40);
  const chart = page.locator(".gs-figure").first();
  assert.equal(await chart.getByRole("button", { name: "data", exact: true }).isVisible(), false);
  const menu = chart.getByRole("button", { name: "Data, query and image" });
  const { width, height } = (await menu.boundingBox())!;
  assert.deepEqual([width, height], [44, 44]);
  await menu.tap();
  await chart.getByRole("button", { name: "data", exact: true }).tap();
  await chart.locator(".gs-table").waitFor({ timeout: waitMs });
  const plot = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
  const box = (await plot.boundingBox())!;
  await page.touchscreen.tap(box.x + box.width - 60, box.y + 100);
  const words = chart.locator(".gs-tapped");
  const number = /(\d+) posts?/.exec(await words.innerText())![1]!;
  await words.getByRole("button", { name: "why" }).tap();
  assert.equal(await readDrawer(page, number), Number(number));
  assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  assert.deepEqual(complaints, []);
});
