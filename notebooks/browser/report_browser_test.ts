import assert from "node:assert/strict";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import type { Stack } from "./browser_harness.ts";
import { fetchReport, openReport, readCells } from "./report_harness.ts";
import { browserTest, posts, valueOf, waitForCount, waitMs } from "./page_harness.ts";

const choose = (page: Page, text: string) =>
  page.locator(".gs-saved button", { hasText: new RegExp(`^${text}$`) }).click();

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe === undefined && (() => { ${axe.source} })()`);
  const { violations } = await page.evaluate(
    () => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

browserTest(
  "a report shows cell by cell what its page shows, with the server off and without one request",
  async (stack) => {
    const { open, post, complaints, restart } = stack;
    await post(...posts(60, "storm"), ...posts(30, "harvest", { before: 20, minutes: 20 }));
    const view = "topic/report?topic=storm&topic=harvest&window=24h&window=1h";
    const live: Record<string, Awaited<ReturnType<typeof readCells>>> = {};
    const page = await open("/topic?topic=storm");
    await waitForCount(page, 60);
    live["storm"] = await readCells(page);
    await page.locator(".gs-topic").fill("harvest");
    await waitForCount(page, 30);
    live["harvest"] = await readCells(page);
    const html = await fetchReport(stack, view);
    assert.equal(await fetchReport(stack, view), html, "the same data give the same bytes");
    await page.context().close();
    await restart(0);
    await using report = await openReport(stack, html);
    const { page: saved, requests } = report;
    await waitForCount(saved, 60);
    assert.match(await saved.locator(".gs-status").innerText(), /^Saved as of .* UTC$/);
    assert.deepEqual(await readCells(saved), live["storm"]);
    await choose(saved, "harvest");
    await waitForCount(saved, 30);
    assert.deepEqual(await readCells(saved), live["harvest"]);
    assert.deepEqual(requests, []);
    assert.deepEqual(complaints, []);
  },
);

browserTest(
  "a report stands drawn before its script runs, and is axe clean in light and dark",
  async (stack) => {
    await stack.post(...posts(60, "storm"));
    await waitForCount(await stack.open("/topic?topic=storm"), 60);
    const html = await fetchReport(stack, "topic/report?topic=storm");
    await using still = await openReport(stack, html, { javaScriptEnabled: false });
    assert.equal(await valueOf(still.page, "Posts").innerText(), "60");
    assert.ok(await still.page.locator("main svg").count() >= 2);
    for (const colorScheme of ["light", "dark"] as const) {
      await using report = await openReport(stack, html, { colorScheme });
      await waitForCount(report.page, 60);
      assert.deepEqual(await seriousFindings(report.page), [], colorScheme);
    }
    assert.deepEqual(stack.complaints, []);
  },
);

browserTest("choices that a report does not hold are disabled and say why", async (stack) => {
  await stack.post(...posts(60, "storm"), ...posts(20, "rain"));
  await waitForCount(await stack.open("/topic"), 80);
  await using report = await openReport(
    stack,
    await fetchReport(stack, "topic/report?topic=storm&topic=rain"),
  );
  const { page } = report;
  await waitForCount(page, 60);
  const week = page.getByRole("button", { name: "7 d", exact: true });
  assert.equal(await week.isDisabled(), true);
  assert.equal(await week.getAttribute("title"), "Not saved in this report");
  assert.equal(await page.locator(".gs-topic").getAttribute("readonly"), "");
  await page.getByRole("button", { name: /^Narrow to/ }).first().click();
  const said = page.getByText(/is not saved in this report, which holds “storm”, “rain”$/);
  await said.waitFor({ timeout: waitMs });
  await choose(page, "rain");
  await waitForCount(page, 20);
  assert.equal(await said.count(), 0);
  assert.match(page.url(), /\?topic=rain$/);
  await page.reload();
  await waitForCount(page, 20);
  await page.goto(page.url().replace("topic=rain", "topic=snow&window=7d&asOf=2001-01-01"));
  await waitForCount(page, 60);
  assert.deepEqual(report.requests, []);
  assert.deepEqual(stack.complaints, []);
});

browserTest("numbers of a report lead to the posts that were saved with it", async (stack) => {
  await stack.post(...posts(60, "storm"));
  const live = await stack.open("/topic?topic=storm");
  await waitForCount(live, 60);
  const sentenceOf = async (page: Page, open: () => Promise<unknown>) => {
    await page.keyboard.press("Escape");
    await page.locator(".gs-why .gs-posts").waitFor({ state: "hidden", timeout: waitMs });
    await page.locator(".gs-why-part").evaluateAll((parts) => parts.forEach((part) => part.remove()));
    await open();
    await page.locator(".gs-why .gs-posts li").first().waitFor({ timeout: waitMs });
    return [
      await page.locator(".gs-why h2").innerText(),
      await page.locator(".gs-why-sentence").innerText(),
      await page.locator(".gs-why-moods").innerText(),
    ];
  };
  await using report = await openReport(stack, await fetchReport(stack, "topic/report?topic=storm"));
  const { page } = report;
  await waitForCount(page, 60);
  for (const label of ["Posts", "Negative", "Share of stream"]) {
    const open = (page: Page) => () => valueOf(page, label).locator("button").click();
    assert.deepEqual(await sentenceOf(page, open(page)), await sentenceOf(live, open(live)), label);
  }
  await page.getByText(/^\d+ of these \d+ posts are in this report$/).waitFor({ timeout: waitMs });
  const row = (page: Page) => () => page.locator(".gs-rank-name button").first().click();
  assert.deepEqual(await sentenceOf(page, row(page)), await sentenceOf(live, row(live)));
  const chart = page.getByRole("group", { name: "Posts over time, arrow keys read it" });
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.locator(".gs-why-sentence", { hasText: /created .*\d\d:\d\d–\d\d:\d\d UTC/ }).waitFor({
    timeout: waitMs,
  });
  assert.equal(await page.locator(".gs-why a", { hasText: "CSV" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "query" }).first().click();
  assert.match(await page.locator(".gs-sql:visible").first().innerText(), /^select time_bucket/);
  assert.deepEqual(report.requests, []);
  assert.deepEqual(stack.complaints, []);
});

const hostile =
  `</script><script>hit()</script><!--<script>--><img src=x onerror=hit()>"'\u2028\u2029\u202E\u2066\uD800]]>\u0007`
    .toWellFormed();

for (const kind of ["with", "without"] as const) {
  browserTest(`hostile text stays text in a report ${kind} script`, async (stack) => {
    await stack.post(
      ...posts(40, "storm").map((post) => ({
        ...post,
        text: `storm ${hostile} ${post.text}`,
        title: hostile,
        author: hostile,
        authorId: hostile,
        community: hostile,
        lang: "en",
        url: "javascript:hit()",
      })),
    );
    await waitForCount(await stack.open("/topic?topic=storm"), 40);
    const topic = encodeURIComponent('storm OR "</script><script>hit()"');
    const html = await fetchReport(
      stack,
      `topic/report?topic=${topic}${kind === "without" ? "&format=plain" : ""}`,
    );
    await using report = await openReport(stack, html, {
      javaScriptEnabled: kind === "with",
      prepare: (page) => page.addInitScript("globalThis.hit = () => globalThis.wasHit = true"),
    });
    const { page } = report;
    await page.locator(".gs-posts li").first().waitFor({ timeout: waitMs });
    assert.ok((await page.locator(".gs-text").first().innerText()).includes("<img src=x onerror=hit()>"));
    const scripts = kind === "with" ? 3 : 0;
    assert.equal(await page.locator("script").count(), scripts);
    assert.equal(await page.locator("img, a[href^=javascript], [onerror]").count(), 0);
    if (kind === "with") assert.equal(await page.evaluate(() => "wasHit" in globalThis), false);
    assert.deepEqual(report.requests, []);
    assert.deepEqual(stack.complaints, []);
  });
}

browserTest(
  "a report runs code beside the page, and shows the errors of cells",
  async (stack) => {
    await stack.post(...posts(12, "storm"));
    const url = new URL("api/pages/own/report", stack.url);
    await waitForCells(stack, "12 storms");
    const response = await fetch(url);
    await using report = await openReport(stack, await response.text());
    await report.page.getByText("12 storms").waitFor({ timeout: waitMs });
    await report.page.getByText(/Cannot read properties of undefined/).waitFor({ timeout: waitMs });
    await report.page.getByText(/No parameter "nope"/).waitFor({ timeout: waitMs });
    assert.deepEqual(report.requests.filter((url) => !url.startsWith("blob:")), []);
  },
  {
    "own.md": [
      "```sql count\nselect count(*) as n from posts where ${here}\n```",
      "```sql wrong\nselect ${nope} as n\n```",
      '```js\nimport { say } from "./say.ts";\nsay(count[0].n)\n```',
      "```js\ncount[99].n\n```",
      "```js\nwrong\n```",
    ].join("\n\n"),
    "say.ts": 'import { noun } from "./noun.ts";\nexport const say = (n: number) => `${n} ${noun}s`;\n',
    "noun.ts": 'export const noun: string = "storm";\n',
  },
);

browserTest("the button of a page saves the view that it shows", async ({ open, post, complaints }) => {
  await post(...posts(40, "storm"), ...posts(12, "rain"));
  const page = await open("/topic?topic=storm");
  await waitForCount(page, 40);
  await page.locator(".gs-topic").fill("rain");
  await waitForCount(page, 12);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "topic.html");
  const html = await Deno.readTextFile(await download.path());
  assert.match(html, /<title>rain · Groundswell<\/title>/);
  assert.match(
    html,
    /deno task export topic --param topic=rain --param window=24h --param moods=corrected --as-of/,
  );
  await page.getByRole("button", { name: "Export", exact: true }).waitFor({ timeout: waitMs });
  assert.deepEqual(complaints, []);
});

async function waitForCells({ open }: Stack, text: string): Promise<void> {
  const page = await open("/own");
  await page.getByText(text).waitFor({ timeout: waitMs });
  await page.context().close();
}
