import assert from "node:assert/strict";
import { browserTest as test, posts, waitMs } from "./page_harness.ts";

const addresses = [
  "/pulse?window=7d",
  "/topic?topic=storm&why=totals",
  `/topic?topic=${encodeURIComponent('storm OR "heavy rain" OR (flood -insurance) OR #weather')}`,
  "/topic?topic=(&asOf=x",
  "/pipeline?window=1h",
  "/sources",
  "/nowhere",
];

test("no page scrolls sideways on narrow screens, and each time axis names a day", async ({ open, post }) => {
  await post(...posts(90, "storm"));
  for (const width of [380, 320]) {
    for (const address of addresses) {
      const page = await open(address, { viewport: { width, height: 900 } });
      if (address.startsWith("/pulse")) await page.locator("svg.plot").first().waitFor({ timeout: waitMs });
      const { scrollWidth, axes } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        axes: [...document.querySelectorAll(".gs-time-axis")].map((axis) => axis.textContent),
      }));
      assert.ok(scrollWidth <= width, `${address} is ${scrollWidth} px wide at ${width}`);
      for (const axis of axes) assert.match(axis, /\d [A-Z][a-z]{2}/, `${address} at ${width}`);
      await page.context().close();
    }
  }
});

test("a topic of many letters, or one that turns text around, keeps to its field", async ({ open, post }) => {
  await post(...posts(30, "storm"));
  for (const topic of ["a".repeat(900), "\u202Estorm evil"]) {
    const page = await open(`/topic?topic=${encodeURIComponent(topic)}`, {
      viewport: { width: 380, height: 900 },
    });
    const summary = page.locator(".gs-summary", { hasText: "in this window matches" });
    await summary.waitFor({ timeout: waitMs });
    assert.ok((await summary.boundingBox())!.height < 300);
    assert.doesNotMatch(await page.locator(".gs-grid").innerText(), /\u202E/);
    await page.context().close();
  }
});

test("what is wrong with a topic lies over nothing", async ({ open }) => {
  for (const width of [1440, 380]) {
    const page = await open("/topic", { viewport: { width, height: 900 } });
    await page.getByLabel("Topic", { exact: true }).fill("storm (flood OR");
    const said = page.locator(".gs-hint > span").filter({ has: page.locator("pre") });
    await said.waitFor({ timeout: waitMs });
    const [above, below] = [await said.boundingBox(), await page.getByLabel("Moods").boundingBox()];
    assert.ok(above!.y + above!.height <= below!.y, `at ${width}`);
    await page.context().close();
  }
});

test("the bar fades where it holds more pages, and the keyboard reaches all of them", async ({ open }) => {
  const page = await open("/pulse", { viewport: { width: 380, height: 900 } });
  const nav = page.getByRole("navigation", { name: "Pages" });
  const hasClass = (name: string) => nav.and(page.locator(`.${name}`)).count();
  await page.locator("nav.gs-more-after:not(.gs-more-before)").waitFor({ timeout: waitMs });
  const last = nav.getByRole("link").last();
  await last.focus();
  await page.locator("nav.gs-more-before:not(.gs-more-after)").waitFor({ timeout: waitMs });
  assert.equal(await hasClass("gs-more-after"), 0);
  const [inner, outer] = [await last.boundingBox(), await nav.boundingBox()];
  assert.ok(inner!.x + inner!.width <= outer!.x + outer!.width + 1);
  const wide = await open("/pulse");
  assert.equal(await wide.locator(".gs-more-before, .gs-more-after").count(), 0);
});
