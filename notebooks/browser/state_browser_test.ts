import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { browserTest, posts, waitMs } from "./page_harness.ts";

const fence = "```";
const file = (more: string) =>
  `---
title: State
params:
  who: { type: text }
refresh: 50
---

${fence}sql totals
select count(*) as posts from posts where \${here}
${fence}

${fence}sql series key=start
select time_bucket(\${bucket}, created_at) as start, count(*) as posts from posts where \${here} group by all order by start
${fence}

${fence}sql people key=source,author_id
select source, author_id, max(author) as name, count(*) as posts, max(created_at) as newest
from posts where \${here} group by all order by posts desc, author_id
${fence}

${fence}js
numberRow([{ label: "Posts", value: String(totals[0].posts), scale: "${more}" }]);
${fence}

${fence}js
const chosen = view(Inputs.select(["one", "two", "three"], { label: "Pick ${more}" }));
${fence}

${fence}js
postsOverTime({ rows: series, span, title: "Posts ${more}" });
${fence}

${fence}js
dataTable({
  title: "People ${more}",
  columns: ["Name", "Posts", "Newest"],
  rows: people.map(({ name, posts, newest }) => [name, posts, newest]),
});
${fence}

${fence}js
rankedRows({ rows: people, name: "author_id", label: ({ name }) => name, noun: "Who", title: "Ranks ${more}" });
${fence}

${fence}js
newestPosts({ rows: people.map((row) => ({ ...row, id: row.author_id, text: row.name })), title: "List ${more}" });
${fence}
`;

/** What a reader has done on the page, and would miss. */
async function readState(page: Page) {
  const names = (rows: string) => page.locator(`${rows} tbody tr > :first-child`).allInnerTexts();
  return {
    typed: await page.getByLabel("who").inputValue(),
    focus: await page.evaluate("document.activeElement.id"),
    selection: await page.evaluate(
      "[document.activeElement.selectionStart, document.activeElement.selectionEnd]",
    ),
    chosen: await page.locator("select").inputValue(),
    scroll: await page.evaluate("scrollY"),
    tip: (await page.locator(".gs-tip:visible").innerText()).split("\n")[0],
    sorted: await page.locator("[aria-sort]").evaluateAll((heads) =>
      heads.map((head) => `${head.textContent} ${head.getAttribute("aria-sort")}`)
    ),
    table: await names(".gs-plain"),
    ranks: await names(".gs-ranked"),
    node: await page.locator("select").evaluate((node) => Reflect.get(node, "mark")),
  };
}

browserTest(
  "focus, typed text, choice, scroll, open tooltip and sorting stay through live updates and a saved page",
  async ({ open, post, save, complaints }) => {
    await post(...posts(30, "storm"));
    const page = await open("/state", { viewport: { width: 1440, height: 700 } });
    const count = (number: number) =>
      page.locator(".gs-value").filter({ hasText: new RegExp(`^${number}$`) }).waitFor({ timeout: waitMs });
    await count(30);
    await page.locator("select").selectOption("two");
    await page.locator("select").evaluate((node) => Reflect.set(node, "mark", "same"));
    const heads = page.locator(".gs-plain thead");
    await heads.getByRole("button", { name: "Name" }).click();
    await heads.getByRole("button", { name: "Name" }).click();
    await page.locator(".gs-ranked thead").getByRole("button", { name: "Who" }).click();
    await page.evaluate("scrollTo(0, 120)");
    const plot = (await page.locator(".gs-plot").boundingBox())!;
    await page.mouse.move(plot.x + 200, plot.y + 60);
    await page.getByLabel("who").evaluate((input: HTMLInputElement) => input.focus({ preventScroll: true }));
    await page.keyboard.type("hal");
    await page.keyboard.press("Shift+ArrowLeft");
    const before = await readState(page);
    const byName = Array.from({ length: 7 }, (_, nth) => `someone ${nth}`);
    assert.deepEqual(before, {
      ...before,
      typed: "hal",
      focus: "param-who",
      selection: [2, 3],
      scroll: 120,
      sorted: ["Name descending", "Who ascending"],
      table: byName.toReversed(),
      ranks: byName,
      node: "same",
    });
    await post(...posts(5, "storm", { from: 30, before: 4 }));
    await count(35);
    assert.deepEqual(await readState(page), before);
    await save("state.md", file("after"));
    await page.getByRole("heading", { name: "Ranks after" }).waitFor({ timeout: waitMs });
    await page.getByRole("heading", { name: "List after" }).waitFor({ timeout: waitMs });
    // The choices are those of another input now, which took over what was chosen.
    assert.deepEqual({ ...await readState(page), node: "same" }, before);
    await heads.getByRole("button", { name: "Name" }).click();
    assert.deepEqual(await page.locator(".gs-plain [aria-sort]").count(), 0);
    assert.deepEqual(complaints, []);
  },
  { "state.md": file("before") },
);

browserTest(
  "tables sort by a head, with the mouse and by keyboard: numbers highest first, what is absent last",
  async ({ open, complaints }) => {
    const page = await open("/sorted");
    const column = (at: number) => page.locator(`.gs-plain tbody td:nth-child(${at})`).allInnerTexts();
    const head = (name: string) => page.locator(".gs-plain").getByRole("button", { name });
    await head("Count").click();
    assert.deepEqual(await column(2), ["1,200", "30", "4", "—"]);
    await page.keyboard.press("Enter");
    assert.deepEqual(await column(2), ["4", "30", "1,200", "—"]);
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Count");
    await page.keyboard.press("Enter");
    assert.deepEqual(await column(1), ["b 10", "a", "B 9", "Ä"]);
    await head("Word").click();
    assert.deepEqual(await column(1), ["a", "Ä", "B 9", "b 10"]);
    assert.equal(
      await page.getByRole("columnheader", { name: "Word" }).getAttribute("aria-sort"),
      "ascending",
    );
    await head("Age").click();
    assert.deepEqual(await column(3), ["2 h", "now", "1 min", "9 s"]);
    assert.deepEqual(complaints, []);
  },
  {
    "sorted.md": `${fence}js
dataTable({
  title: "Sorted",
  columns: ["Word", "Count", "Age"],
  rows: [
    ["b 10", 30, { text: "1 min", by: 2 }],
    ["a", 1200, { text: "9 s", by: 3 }],
    ["B 9", "—", { text: "now", by: 1 }],
    ["Ä", 4, { text: "2 h", by: 0 }],
  ],
});
${fence}
`,
  },
);
