import assert from "node:assert/strict";
import {
  browserTest,
  drawer,
  minuteMs,
  posts,
  readDrawer,
  seriousFindings,
  valueOf,
  waitForCount,
  waitMs,
} from "./page_harness.ts";

browserTest(
  "every number leads to as many posts as it says, for several topics",
  async ({ open, post, complaints }) => {
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
      const sentence = drawer(page).locator(".gs-why-sentence");
      for (
        const [label, parts] of [
          ["Negative", /^(\d+) posts? of (\d+) with a known mood/],
          ["Positive", /^(\d+) posts? of (\d+) with a known mood/],
          ["Share of stream", /^(\d+) posts? of (\d+) in the stream/],
        ] as const
      ) {
        const share = await valueOf(page, label).getByRole("button").innerText();
        await valueOf(page, label).getByRole("button").click();
        const listed = await readDrawer(page, share);
        const [, of, whole] = parts.exec(await sentence.innerText())!;
        assert.equal(listed, Number(of), label);
        assert.equal(share, `${Math.round(Number(of) / Number(whole) * 100)}\u202F%`);
      }
      await valueOf(page, "Authors").getByRole("button").click();
      assert.equal(await readDrawer(page, "7"), count);
      assert.match(await sentence.innerText(), new RegExp(`^7 authors wrote these ${count} posts`));
      const facts = page.locator(".gs-summary button");
      assert.ok(await facts.count() >= 3);
      for (const fact of await facts.all()) {
        const text = await fact.innerText();
        const number = /^[\d,]+\u202F%|^[\d,]+/.exec(text)?.[0];
        await fact.click();
        if (number === undefined) {
          await drawer(page).getByText(`that name ${text}`).waitFor({ timeout: waitMs });
        } else if (!number.endsWith("%")) assert.equal(await readDrawer(page, number), Number(number), text);
        else await drawer(page).getByRole("heading", { name: `Why ${number}?` }).waitFor({ timeout: waitMs });
      }

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
  },
);

browserTest(
  "the drawer is frozen, offers the newer number, is restored by a link, and gives focus back",
  async ({ open, post, complaints }) => {
    await post(...posts(30, "storm"));
    const page = await open("/topic?topic=storm");
    await waitForCount(page, 30);
    const number = valueOf(page, "Posts").getByRole("button");
    await number.focus();
    await page.keyboard.press("Enter");
    await drawer(page).waitFor({ timeout: waitMs });
    assert.equal(await page.evaluate("document.activeElement.id"), "why-title");
    assert.equal(await readDrawer(page, "30"), 30);
    const offers = (now: number) =>
      drawer(page).locator(".gs-banner", { hasText: new RegExp(`^now ${now}, update$`) })
        .waitFor({ timeout: waitMs });
    await post(...posts(2, "storm", { from: 30 }));
    await offers(32);
    await post(...posts(2, "storm", { from: 32 }));
    await waitForCount(page, 34);
    await offers(34);
    const update = drawer(page).getByRole("button", { name: "update" });
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
  },
);

browserTest(
  "the drawer is beside the page where there is room, and a sheet below 1200 px; axe finds nothing serious",
  async ({ open, post, complaints }) => {
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
      assert.deepEqual(await seriousFindings(page), []);
      if (Deno.env.get("SHOTS")) {
        await page.screenshot({ path: `${Deno.env.get("SHOTS")}/why-${width}-${colorScheme}.png` });
      }
      await page.context().close();
    }
    assert.deepEqual(complaints, []);
  },
);

browserTest("hostile text in the drawer is shown as text", async ({ open, post, complaints }) => {
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
    assert.equal(
      await drawer(page).locator(":is(script, img, svg:not(.gs-strip), style, b[onload])").count(),
      0,
      query,
    );
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
