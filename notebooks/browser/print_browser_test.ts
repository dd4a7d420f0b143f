import assert from "node:assert/strict";
import { fetchReport, openReport } from "./report_harness.ts";
import { browserTest as test, posts, waitForCount, waitMs } from "./page_harness.ts";

const chosen = `---
title: Chosen
params:
  moods: { type: moods, label: Moods }
  many: { type: list, default: [b], choices: [a, b, c] }
  size: { type: number, default: 4 }
  when: { type: time, default: "2026-05-01T10:00Z" }
  window: { type: interval, default: 24h, choices: [1h, 24h] }
---

\`\`\`js
const pick = view(Inputs.radio(["one", "two"], { value: "two", label: "Pick" }));
\`\`\`

\`\`\`js
const level = view(Inputs.range([0, 9], { value: 7, step: 1, label: "Level" }));
\`\`\`
`;

test("print shows what was chosen as text, and nothing of what could be", async ({ open }) => {
  const page = await open("/chosen?window=1h&many=c");
  await page.getByLabel("Level").first().waitFor({ timeout: waitMs });
  await page.emulateMedia({ media: "print" });
  const controls = await page.locator("main").evaluate((main) =>
    [...main.querySelectorAll<HTMLInputElement>("input, select, textarea")]
      .filter((control) => control.checkVisibility())
      .map((control) => {
        const { appearance, borderTopWidth, backgroundColor } = getComputedStyle(control);
        return { value: control.value, looks: [appearance, borderTopWidth, backgroundColor] };
      })
  );
  assert.deepEqual(controls.map(({ value }) => value), ["corrected", "4", "2026-05-01T10:00", "7"]);
  for (const { value, looks } of controls) {
    assert.deepEqual(looks, ["none", "0px", "rgba(0, 0, 0, 0)"], value);
  }
  const words = (await page.locator("main").innerText()).split(/\s+/);
  for (const word of ["c", "two"]) assert.ok(words.includes(word), word);
  for (const word of ["a", "b", "one", "24"]) assert.ok(!words.includes(word), word);
  assert.match(words.join(" "), /\b1 h\b/);
}, { "chosen.md": chosen });

test("print has the whole topic as its title", async ({ open, post }) => {
  await post(...posts(40, "storm"));
  const topic = 'storm OR "heavy rain over the harbour" OR (flood -insurance) OR #weather OR @office';
  const page = await open(`/topic?topic=${encodeURIComponent(topic)}`);
  await waitForCount(page, 40);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".gs-topic").isVisible(), false);
  const title = page.getByRole("heading", { level: 1 });
  assert.equal(await title.innerText(), topic);
  assert.ok((await title.boundingBox())!.height > 40);
});

test("where a report without script has less room its charts go to the side as one, with words to be read", async (stack) => {
  await stack.post(...posts(59, "storm"), ...posts(1, `storm ${"unbroken".repeat(20)}`));
  await waitForCount(await stack.open("/topic?topic=storm"), 60);
  const html = await fetchReport(stack, "topic/report?topic=storm&format=plain");
  await using report = await openReport(stack, html, {
    javaScriptEnabled: false,
    viewport: { width: 380, height: 900 },
  });
  const widths = await report.page.locator(".gs-body").evaluateAll((bodies) =>
    bodies.map((body) => [...body.querySelectorAll("svg.plot, .gs-strip, .gs-time-axis")])
      .filter((parts) => parts.length > 1)
      .map((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().width)))
  );
  assert.ok(widths.length >= 2);
  for (const [first, ...others] of widths) for (const width of others) assert.equal(width, first);
  const label = report.page.locator(".gs-time-axis text").first();
  assert.ok(await label.evaluate((text) => text.getBoundingClientRect().height) > 9);
  assert.ok(await report.page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  const [name, letter] = await report.page.locator(".gs-rank-name:has(sup)").first().evaluate((row) =>
    [row.firstElementChild!, row.querySelector("sup")!].map((part) => part.getBoundingClientRect().top)
  );
  assert.ok(Math.abs(name! - letter!) < 12, "the letter of a note stands at its name");
});
