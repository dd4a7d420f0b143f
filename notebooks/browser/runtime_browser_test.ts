import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, type TestPages, withStack } from "./browser_harness.ts";
import { seriousFindings } from "./page_harness.ts";

const waitMs = 60_000;

const js = (text: string, info = "") => `\n\`\`\`js ${info}\n${text}\n\`\`\`\n`;
const sql = (name: string, text: string) => `\n\`\`\`sql ${name}\n${text}\n\`\`\`\n`;
const withParam = (body: string) =>
  `---\ntitle: Run\nparams:\n  n: { type: number, default: 1 }\n---\n${body}`;
const test = (name: string, pages: TestPages, run: (stack: Stack) => Promise<void>) =>
  Deno.test({ name, ...needsBrowser, fn: () => withStack(run, pages) });
const shows = (page: Page, selector: string, text: string | RegExp) =>
  page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: waitMs });

test("cells run in any order: async, generators, async generators, values shown one by one", {
  "run.md": withParam(
    js("later + 1", "sum") + js("const later = await Promise.resolve(41);") +
      js("(function* () { for (let i = 1; i <= 3; i++) yield `step ${i}`; })()", "steps") +
      js(
        "const clock = (async function* () { for (let i = 1;; i++) { yield i; await new Promise((resolve) => setTimeout(resolve, 5)); } })();",
      ) +
      js("clock", "clock") +
      js("display('one');\ndisplay(html`<b>two</b>`);\ndisplay({ three: 3 });", "many") +
      js(
        "display('first');\nawait new Promise((resolve) => setTimeout(resolve, 20));\ndisplay('second');",
        "slowly",
      ) +
      js("display('now');\nsetTimeout(() => display('then'), 10);", "afterwards") +
      js("const dots = (function* () { yield 'a'; yield 'b'; })();\nconst plain = 7;") +
      js("dots + plain", "both"),
  ),
}, async ({ open, complaints }) => {
  const page = await open("/run");
  await shows(page, "#cell-sum", /^42$/);
  await shows(page, "#cell-steps", /^step 3$/);
  await shows(page, "#cell-clock", /^[1-9]\d$/);
  await shows(page, "#cell-many", /^onetwo\s*{\s*"three": 3\s*}$/);
  assert.equal(await page.locator("#cell-many b").count(), 1);
  await shows(page, "#cell-slowly", "firstsecond");
  await shows(page, "#cell-afterwards", "nowthen");
  await shows(page, "#cell-both", /^b7$/);
  assert.deepEqual(complaints, []);
});

test("a new value ends what ran before: invalidation, generators, and a wait that never ends", {
  "run.md": withParam(
    js("display(n);\ninvalidation.then(() => globalThis.ended = [...(globalThis.ended ?? []), n]);", "ends") +
      js("n === 1 ? await new Promise(() => {}) : `came ${n}`", "waits") +
      js("const stuck = n === 1 ? await new Promise(() => {}) : n;") + js("`needs ${stuck}`", "needs") +
      js(
        "(function* () { try { for (;;) yield n; } finally { globalThis.returned = (globalThis.returned ?? 0) + 1; } })()",
        "endless",
      ) + js("const seen = await visibility(`seen ${n}`);\ndisplay(seen);", "far"),
  ),
}, async ({ open, complaints }) => {
  const page = await open("/run", { viewport: { width: 900, height: 200 } });
  await shows(page, "#cell-endless", /^1$/);
  await page.getByLabel("n", { exact: true }).fill("2");
  await page.keyboard.press("Enter");
  await shows(page, "#cell-waits", "came 2");
  await shows(page, "#cell-needs", "needs 2");
  await shows(page, "#cell-endless", /^2$/);
  await page.getByLabel("n", { exact: true }).fill("3");
  await page.keyboard.press("Enter");
  await shows(page, "#cell-needs", "needs 3");
  assert.deepEqual(await page.evaluate("globalThis.ended"), [1, 2]);
  assert.equal(await page.evaluate("globalThis.returned"), 2);
  assert.equal(await page.locator("#cell-far").innerText(), "");
  await page.locator("#cell-far").evaluate((node) => node.scrollIntoView());
  await shows(page, "#cell-far", "seen 3");
  assert.deepEqual(complaints, []);
});

const minuteMs = 60_000;
const said = (id: number, text: string) => ({
  id: `p${id}`,
  text,
  createdAt: Date.now() - minuteMs,
  author: text,
});

test("a view keeps element, value and focus while data change; where its choices change, what is chosen", {
  "run.md": `---\ntitle: Run\nrefresh: 50\n---\n${
    sql("authors", "select author, count(*) as posts from posts group by all order by author") +
    js(
      "const name = view(Inputs.select(authors.map((row) => row.author), { label: 'Author' }));",
      "chooser",
    ) +
    js(
      "const word = view(Inputs.text({ label: 'Word' }));\nconst wide = view(html`<input type=range aria-label=Width max=9 value=3>`);",
    ) +
    js("`${name} says ${word} at ${wide}, ${authors.length} authors`", "out")
  }`,
}, async ({ open, post, complaints }) => {
  await post(said(1, "ann"), said(2, "bob"));
  const page = await open("/run");
  await shows(page, "#cell-out", "ann says  at 3, 2 authors");
  await page.getByLabel("Author").selectOption("bob");
  await page.getByLabel("Width").fill("5");
  await page.getByLabel("Word").pressSequentially("hel");
  await shows(page, "#cell-out", "bob says hel at 5");
  await page.getByLabel("Word").evaluate((node) => Reflect.set(node, "mark", 1));
  await post(said(3, "abe"));
  await shows(page, "#cell-out", "bob says hel at 5, 3 authors");
  await page.keyboard.type("lo");
  await shows(page, "#cell-out", "bob says hello");
  assert.equal(await page.getByLabel("Word").evaluate((node) => Reflect.get(node, "mark")), 1);
  assert.equal(await page.getByLabel("Author").locator("option").count(), 3);
  await page.getByLabel("Author").focus();
  await post(said(4, "cid"));
  await shows(page, "#cell-out", "bob says hello at 5, 4 authors");
  assert.equal(await page.getByLabel("Author").evaluate((node) => node === document.activeElement), true);
  await page.keyboard.press("ArrowDown");
  await shows(page, "#cell-out", "cid says");
  assert.deepEqual(complaints, []);
});

test("what is no input, and what cannot be shown, is the cell's error", {
  "run.md": withParam(
    js("const x = view(3);", "no") + js("const loop = {}; loop.loop = loop; display(loop);", "ring"),
  ),
}, async ({ open }) => {
  const page = await open("/run");
  await shows(page, "#cell-no", "view() takes an input, for example Inputs.range([0, 10])");
  await shows(page, "#cell-ring", "[object Object]");
});

test("inputs, errors and parameters have no serious accessibility finding, light and dark", {
  "run.md": withParam(
    js(
      `const t = view(Inputs.text({ label: "Text", submit: true }));
const s = view(Inputs.select(["a", "b"], { label: "Select" }));
const c = view(Inputs.checkbox(["x", "y"], { label: "Check" }));
const r = view(Inputs.range([0, 9], { label: "Range" }));
const b = view(Inputs.button("Press"));
const rows = view(Inputs.table([{ a: 1, b: "x" }, { a: 2, b: "y" }]));`,
      "form",
    ) +
      js("const q = 1;\nnull.x;", "failed") + js("q", "waits") + js("rows.length", "out"),
  ),
}, async ({ open }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await open("/run?nope=1", { colorScheme, bypassCSP: true });
    await shows(page, "#cell-out", /^2$/);
    assert.deepEqual(await seriousFindings(page), []);
  }
});

test("what waits for a slow query says so, however far back it stands, and that it failed once it has", {
  "run.md": withParam(
    sql("slow", "select count(*) as n from range(1_000_000_000_000)") +
      js("const count = slow[0].n;", "first") +
      js("const double = 2 * count;", "second") + js("double", "third"),
  ),
}, async ({ open, complaints }) => {
  const page = await open("/run");
  // The query itself and what shows nothing take no room meanwhile; looked at in one moment, as it fails soon.
  await page.waitForFunction(() => {
    const textOf = (cell: string) => document.querySelector<HTMLElement>(`#cell-${cell}`)!.innerText.trim();
    const waits = "Waits for “slow”, which is still being worked out.";
    const second = document.querySelector("#cell-second")!;
    return textOf("third") === waits && textOf("slow") === "" && !second.checkVisibility();
  });
  await shows(page, "#cell-slow", "Stopped after 2 s");
  await shows(page, "#cell-third", "Waits for “second”, which failed.");
  assert.deepEqual(complaints, []);
});
