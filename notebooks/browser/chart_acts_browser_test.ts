import assert from "node:assert/strict";
import { browserTest, drawer, posts, readDrawer, valueOf, waitForCount, waitMs } from "./page_harness.ts";

browserTest(
  "a chart shows its numbers, its query and its picture, and keeps them open while posts arrive",
  async ({ open, post, complaints }) => {
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
  },
);

browserTest(
  "on a small touch screen a tap shows the words with a why button, and one button holds what a chart can do",
  async ({ open, post, complaints }) => {
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
    await plot.tap({ position: { x: (await plot.boundingBox())!.width - 60, y: 180 } });
    const words = chart.locator(".gs-tapped");
    const number = /(\d+) posts?/.exec(await words.innerText())![1]!;
    await words.getByRole("button", { name: "why" }).tap();
    assert.equal(await readDrawer(page, number), Number(number));
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    assert.deepEqual(complaints, []);
  },
);

const page = (more: string) =>
  `---
title: Kept
params:
  topic: { type: topic }
  window: { type: interval, default: 1h }
---

\`\`\`sql series key=start
select time_bucket(\${bucket}, created_at) as start, count(*) as posts from posts where \${here} group by all order by start
\`\`\`

\`\`\`js
numberRow([{ label: "Posts", value: String(series.reduce((sum, row) => sum + row.posts, 0)), scale: "", why: why("series") }]);
\`\`\`

\`\`\`js
postsOverTime({ rows: series, span });
\`\`\`

${more}
`;

browserTest(
  "what is open stays open when the page's file is saved",
  async ({ open, post, save, complaints }) => {
    await post(...posts(20, "storm"));
    const tab = await open("/kept?topic=storm");
    await waitForCount(tab, 20);
    await tab.getByRole("button", { name: "data", exact: true }).click();
    await valueOf(tab, "Posts").getByRole("button").click();
    assert.equal(await readDrawer(tab, "20"), 20);
    await drawer(tab).getByRole("link", { name: "CSV" }).focus();
    await save("kept.md", page("Now with a sentence below."));
    await tab.getByText("Now with a sentence below.").waitFor({ timeout: waitMs });
    assert.equal(await drawer(tab).locator(".gs-posts > li").count(), 20);
    assert.equal(await tab.locator(".gs-table").isVisible(), true);
    assert.equal(await tab.evaluate("document.activeElement.textContent"), "CSV");
    await tab.keyboard.press("Escape");
    assert.equal(
      await valueOf(tab, "Posts").getByRole("button").evaluate((node) => node === document.activeElement),
      true,
    );
    assert.deepEqual(complaints, []);
  },
  { "kept.md": page("") },
);
