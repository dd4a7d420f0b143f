import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, withStack } from "./browser_harness.ts";
import { waitMs } from "./page_harness.ts";

const page = `---
title: All parameters
refresh: 50
params:
  topic: { type: topic }
  window: { type: interval, default: 24h, choices: [24h, 7d] }
  word: { type: text, maxChars: 20 }
  least: { type: number, default: 3, min: 0, max: 10, step: 1 }
  since: { type: time, default: "2026-01-02T03:04Z" }
  tint: { type: choice, default: red, choices: [red, blue] }
  moods: { type: list, default: [a], choices: [a, b, "c, d"] }
  author: { type: choice, default: ann, choices: { cell: authors } }
  by: { type: column, default: who, columns: { who: author, where: community } }
---

\`\`\`sql authors
select author from posts group by author order by author
\`\`\`

\`\`\`js out
JSON.stringify([topic, window, word, least, since, tint, moods, author, by]);
\`\`\`
`;
const test = (name: string, run: (stack: Stack) => Promise<void>) =>
  Deno.test({ name, ...needsBrowser, fn: () => withStack(run, { "all.md": page }) });
const said = (id: number, author: string) => ({
  id: `p${id}`,
  text: "x",
  createdAt: Date.now() - 60_000,
  author,
});

async function shows(page: Page, values: unknown[]): Promise<void> {
  await page.locator("#cell-out").filter({ hasText: JSON.stringify(values) }).waitFor({ timeout: waitMs });
}
const saysBeside = (page: Page, name: string, text: string) =>
  page.locator(`#param-${name}-note`).filter({ hasText: text }).waitFor({ timeout: waitMs });

const since = Date.UTC(2026, 0, 2, 3, 4);

test("each type of parameter has its input, and the address brings the view back", async ({ open, post, complaints }) => {
  await post(said(1, "ann"), said(2, "bob"));
  const page = await open("/all");
  await shows(page, ["", "24h", "", 3, since, "red", ["a"], "ann", "who"]);
  await page.getByLabel("word").fill("it's; -- %");
  await page.getByLabel("least").fill("7");
  await page.getByLabel("since, UTC").fill("2026-02-03T04:05");
  await page.getByLabel("tint").selectOption("blue");
  await page.getByRole("group", { name: "moods" }).getByLabel("c, d").check();
  await page.getByLabel("author").selectOption("bob");
  await page.getByLabel("by", { exact: true }).selectOption("where");
  const chosen = [
    "",
    "24h",
    "it's; -- %",
    7,
    Date.UTC(2026, 1, 3, 4, 5),
    "blue",
    ["a", "c, d"],
    "bob",
    "where",
  ];
  await shows(page, chosen);
  const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  await shows(again, chosen);
  assert.equal(await again.getByLabel("since, UTC").inputValue(), "2026-02-03T04:05");
  assert.deepEqual(complaints, []);
});

test("choices come from a query and follow the data; a value that is none of them is said so", async ({ open, post, complaints }) => {
  await post(said(1, "ann"), said(2, "bob"));
  const page = await open("/all?author=zoe");
  await shows(page, ["", "24h", "", 3, since, "red", ["a"], "zoe", "who"]);
  await saysBeside(page, "author", "“zoe” is not among the choices now");
  // The page may be there before the first posts have landed.
  await page.getByLabel("author").locator("option").nth(2).waitFor({ state: "attached", timeout: waitMs });
  assert.deepEqual(await page.getByLabel("author").locator("option").allInnerTexts(), ["ann", "bob", "zoe"]);
  await post(said(3, "zoe"));
  await page.locator("#param-author-note:empty").waitFor({ state: "attached", timeout: waitMs });
  assert.equal(await page.getByLabel("author").inputValue(), "zoe");
  assert.deepEqual(complaints, []);
});

test("page and API refuse the same values in the same words", async ({ open, url, complaints }) => {
  const bad = [
    ["window=9y", "window", "must be one of 24h, 7d"],
    ["least=99", "least", "must be at most 10"],
    ["least=abc", "least", "must be a number"],
    ["since=yesterday", "since", "must be a UTC time like 2015-02-23T08:00Z"],
    ["tint=green", "tint", "must be one of red, blue"],
    ["tint=red&tint=blue", "tint", "must be given once"],
    ["moods=a&moods=x", "moods", "must be one of a, b, c, d"],
    [`word=${"w".repeat(21)}`, "word", "must have at most 20 characters"],
    [`topic=${"w".repeat(10_000)}`, "topic", "must have at most 2,000 characters"],
    ["topic=a&topic=b", "topic", "must be given once"],
    ["by=author%3B+drop+table+posts", "by", "must be one of who, where"],
    ["nope=1", "nope", "is not a parameter of this page"],
  ] as const;
  for (const [query, param, message] of bad) {
    const response = await fetch(new URL(`/api/pages/all/cells/authors?${query}`, url));
    assert.equal(response.status, 400, query);
    assert.deepEqual(
      (await response.json()).problems.map(({ param, message }: Record<string, string>) => [param, message]),
      [
        [param, message],
      ],
    );
  }
  const page = await open(
    `/all?${
      bad.filter(([query]) => !query.includes("&") && query !== "least=99").map(([query]) => query).join("&")
        .replace(/&topic=w+/, "")
    }`,
  );
  await shows(page, ["", "24h", "", 3, since, "red", ["a"], "ann", "who"]);
  const head = await page.locator("#head").innerText();
  for (
    const message of [
      "must be one of 24h, 7d",
      "must be a number",
      "must be a UTC time like",
      "must be one of red, blue",
      "must have at most 20",
      "“nope” is not a parameter",
    ]
  ) {
    assert.ok(head.includes(message), `${message} in ${head}`);
  }
  await page.getByRole("button", { name: "7 d" }).click();
  await page.locator(".gs-wrong:empty").waitFor({ state: "attached", timeout: waitMs });
  const long = await open(`/all?topic=${"w".repeat(10_000)}`);
  await long.locator(".gs-hint").filter({ hasText: "must have at most 2,000 characters" }).waitFor({
    timeout: waitMs,
  });
  const repeated = await open("/all?moods=a&moods=b");
  await shows(repeated, ["", "24h", "", 3, since, "red", ["a", "b"], "ann", "who"]);
  const twice = await open("/all?topic=a&topic=b");
  await twice.locator(".gs-hint").filter({ hasText: "must be given once" }).waitFor({ timeout: waitMs });
  assert.deepEqual(complaints, []);
});

test("quotes, comments, wildcards and NUL in values stay values", async ({ url }) => {
  for (const value of ["'", '"', ";", "--", "%", "\u0000", "'; drop table x --", "${here}"]) {
    const query = new URLSearchParams({
      word: value,
      topic: `"${value.replaceAll('"', "")} x"`,
      author: value,
    });
    const response = await fetch(new URL(`/api/pages/all/cells/authors?${query}`, url));
    assert.equal(response.status, 200, value);
    await response.body?.cancel();
  }
});
