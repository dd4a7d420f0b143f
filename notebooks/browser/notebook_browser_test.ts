import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, type TestPages, withStack } from "./browser_harness.ts";
import { waitMs } from "./page_harness.ts";

const js = (text: string, info = "") => `\n\`\`\`js ${info}\n${text}\n\`\`\`\n`;
const sql = (name: string, text: string) => `\n\`\`\`sql ${name}\n${text}\n\`\`\`\n`;
const test = (name: string, pages: TestPages, run: (stack: Stack) => Promise<void>) =>
  Deno.test({ name, ...needsBrowser, fn: () => withStack(run, pages) });
const shows = (page: Page, selector: string, text: string | RegExp) =>
  page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: waitMs });

const edited = (body: string) => `---\ntitle: Edited\n---\n${body}`;

test("a saved page changes its changed cells only: the others keep node, value, focus and scroll", {
  "edited.md": edited(
    js("const typed = view(Inputs.text({ label: 'Word', value: 'a' }));", "word") +
      js("globalThis.runs = (globalThis.runs ?? 0) + 1; display(`kept ${typed}`)", "kept") +
      js("display('one')", "changing") + "\nProse with ${typed.toUpperCase()} in it.\n",
  ),
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  await page.getByLabel("Word").fill("abc");
  await shows(page, "#cell-kept", "kept abc");
  await shows(page, ".gs-prose", "Prose with ABC");
  await page.evaluate("document.querySelectorAll('#cell-kept, .gs-inline').forEach((node) => node.mark = 1)");
  const runs = await page.evaluate("globalThis.runs");
  await page.getByLabel("Word").evaluate((input) => (input as HTMLInputElement).setSelectionRange(1, 2));
  await save(
    "edited.md",
    edited(
      js("const typed = view(Inputs.text({ label: 'Word', value: 'a' }));", "word") +
        js("display('new')") +
        js("globalThis.runs = (globalThis.runs ?? 0) + 1; display(`kept ${typed}`)", "kept") +
        js("display('two')", "changing") + "\nOther prose with ${typed.toUpperCase()} in it.\n",
    ),
  );
  await shows(page, "#cell-changing", "two");
  await shows(page, ".gs-prose", "Other prose with ABC");
  await shows(page, ".gs-grid > :nth-child(2)", "new");
  assert.deepEqual(
    await page.evaluate("[...document.querySelectorAll('#cell-kept, .gs-inline')].map((node) => node.mark)"),
    [1, 1],
  );
  assert.equal(await page.evaluate("globalThis.runs"), runs);
  const input = page.getByLabel("Word");
  assert.deepEqual(
    await input.evaluate((input) => {
      const { value, selectionStart, selectionEnd } = input as HTMLInputElement;
      return [value, selectionStart, selectionEnd, document.activeElement === input];
    }),
    ["abc", 1, 2, true],
  );
  await input.fill("xyz");
  await shows(page, "#cell-kept", "kept xyz");
  assert.deepEqual(complaints, []);
});

test("a changed query runs anew, and what it feeds with it; an equal result runs nothing", {
  "edited.md": edited(
    sql("t", "select 1 as n") + js("globalThis.runs = (globalThis.runs ?? 0) + 1; display(t[0].n)", "out"),
  ),
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  await shows(page, "#cell-out", /^1$/);
  const rest = js("globalThis.runs = (globalThis.runs ?? 0) + 1; display(t[0].n)", "out");
  await save("edited.md", edited(sql("t", "select 2 as n") + rest));
  await shows(page, "#cell-out", /^2$/);
  const runs = await page.evaluate("globalThis.runs");
  await save("edited.md", edited(sql("t", "select 1 + 1 as n") + rest + js("display('after')", "after")));
  await shows(page, "#cell-after", "after");
  assert.equal(await page.evaluate("globalThis.runs"), runs);
  await save("edited.md", edited(sql("t", "select nothing") + rest));
  await shows(page, ".gs-failed", "nothing");
  await shows(page, "#cell-out", "Waits for “t”");
  await save("edited.md", edited(sql("t", "select 3 as n") + rest));
  await shows(page, "#cell-out", /^3$/);
  await save("edited.md", edited(js("display('alone')", "alone")));
  await shows(page, "#cell-alone", "alone");
  assert.deepEqual(complaints, []);
});

test("a page that is removed says so and comes back, and new parameters and problems appear", {
  "edited.md": edited(js("display('here')")),
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  await shows(page, ".gs-cell", "here");
  await save("edited.md", null);
  await shows(page, ".gs-banner", "The file of this page was removed.");
  await shows(page, ".gs-cell", "here");
  await save(
    "edited.md",
    `---\ntitle: Back\nparams:\n  n: { type: number, default: 3 }\n---\n${js("display(n + 1)")}`,
  );
  await shows(page, ".gs-cell", /^4$/);
  await shows(page, "h1", "Back");
  assert.equal(await page.getByText("was removed").count(), 0);
  await save("edited.md", `---\ntitle: [\n---\n${js("display('still here')")}`);
  await shows(page, ".gs-problem", "Front matter");
  await shows(page, ".gs-cell", "still here");
  await save("edited.md", edited(js("display('well again')")));
  await shows(page, ".gs-cell", "well again");
  assert.equal(await page.locator(".gs-problem").count(), 0);
  assert.deepEqual(complaints, []);
});

test("the bar follows pages that come, go and are named anew, and keeps its place on the page", {
  "edited.md": edited(js("display('here')")),
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  const names = (wanted: string[]) =>
    page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll(".gs-bar nav a")].map((link) => link.textContent).join() ===
          wanted.join(),
      wanted,
      { timeout: waitMs },
    );
  const current = page.locator(".gs-bar [aria-current]");
  const title = await current.innerText();
  await current.focus();
  await save("added.md", "---\ntitle: Added\norder: 200\n---\nhello");
  await names([title, "Added"]);
  await save("added.md", "---\ntitle: Renamed\norder: 200\n---\nhello");
  await names([title, "Renamed"]);
  assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-current')"), "page");
  await page.getByRole("link", { name: "Renamed" }).click();
  await page.getByText("hello").waitFor({ timeout: waitMs });
  await save("edited.md", null);
  await names(["Renamed"]);
  assert.deepEqual(complaints, []);
});

test("a saved page with other parameters is taken over whole while a number is typed", {
  "edited.md": `---\nparams:\n  n: { type: number, default: 3 }\n---\n${js("display(n)")}`,
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  await shows(page, ".gs-cell", /^3$/);
  await page.getByLabel("n", { exact: true }).pressSequentially("4");
  const params = "n: { type: number, default: 3 }\n  m: { type: number, default: 5 }";
  await save("edited.md", `---\nparams:\n  ${params}\n---\n${js("display(n + m)")}`);
  await page.getByLabel("m", { exact: true }).waitFor({ timeout: waitMs });
  await shows(page, ".gs-cell", /^8$/);
  const n = page.getByLabel("n", { exact: true });
  assert.equal(await n.evaluate((input) => document.activeElement === input), true);
  assert.deepEqual(complaints, []);
});

test("helpers beside a page are there for all its cells; one that fails is the error of its cell", {
  "edited.md": edited(
    js("shout('hi')", "user") + js('import { shout } from "./words.ts";') +
      js('import { gone } from "./words.ts"; gone', "missing") +
      js('import { boom } from "./boom.js"; display(boom)', "thrown") + js("display('stands')", "rest"),
  ),
  "words.ts": 'import { end } from "./marks.ts";\nexport const shout = (text: string): string => text + end;',
  "marks.ts": 'export const end: string = "!";',
  "boom.js": "\nexport const boom = null.x;",
}, async ({ open, save, complaints }) => {
  const page = await open("/edited");
  await shows(page, "#cell-user", "hi!");
  await shows(page, "#cell-missing", 'words.ts exports no "gone"');
  await shows(page, "#cell-thrown", "Cannot load boom.js: boom, line 2: Cannot read properties of null");
  await shows(page, "#cell-rest", "stands");
  await save("marks.ts", 'export const end: string = "?";');
  await shows(page, "#cell-user", "hi?");
  await save("boom.js", 'export const boom = "well";');
  await shows(page, "#cell-thrown", /^well$/);
  await save("words.ts", "enum Loud { yes }");
  await shows(page, "#cell-user", "Waits for the cell in line 10");
  await shows(page, ".gs-failed", /line 10: words.ts, line 1: .*enum/);
  assert.deepEqual(complaints, []);
});

const lineOf = (file: string, text: string) => file.slice(0, file.indexOf(text)).split("\n").length;

const endless = edited(
  js("const spin = () => {\n  while (true);\n};", "spinner") + js("for (;;) { Math.random(); }", "direct") +
    js("display('before');\nspin()", "caller") + "\nA sentence ${(() => { for (;;) {} })()} goes on.\n" +
    js(
      `for (let ticks = 1; ticks <= 300; ticks++) {
  await new Promise((resolve) => setTimeout(resolve, 10));
  display(ticks);
}`,
      "patient",
    ) + js("for (;;) await null;", "greedy") + js("display('stands')", "rest"),
);

test(
  "an endless loop is stopped with its line, in a cell, in what it calls, in a sentence; the rest goes on",
  {
    "edited.md": endless,
  },
  async ({ open }) => {
    const page = await open("/edited");
    await shows(page, "#cell-rest", "stands");
    const stopped = (text: string) =>
      `line ${lineOf(endless, text)}: A loop ran for 2 s without a pause and was stopped`;
    await shows(page, "#cell-direct", stopped("for (;;) { Math"));
    await shows(page, "#cell-caller", stopped("while (true)"));
    await shows(page, "#cell-greedy", stopped("for (;;) await"));
    await shows(page, ".gs-prose .gs-inline", stopped("A sentence"));
    assert.match(await page.locator("#cell-caller pre").innerText(), /^ {2}while \(true\);\n +\^$/);
    await shows(page, "#cell-patient", /300$/);
  },
);

const faulty = edited(
  js("const a = b", "first") + js("const b = a", "second") + js("const twin = 1", "one") +
    js("const twin = 2", "two") + js("1 +* 2", "typo") +
    js("const rows = [1];\nconst bad = rows.map((row) => row.x.y);", "thrower") +
    js("bad.length", "waiter") + js("nowhere", "unknown") + js("display('stands')", "rest"),
);

test(
  "a cycle, a name given twice, a syntax error, a thrown error: each is said in its place, the rest runs",
  {
    "edited.md": faulty,
  },
  async ({ open, save, complaints }) => {
    const page = await open("/edited");
    const line = (text: string) => lineOf(faulty, text);
    await shows(page, "#cell-rest", "stands");
    await shows(
      page,
      "#cell-first",
      `line ${line("const a")}: Cells in a cycle cannot run: "a" uses "b", "b" uses "a"`,
    );
    await shows(page, "#cell-second", '"b" uses "a", "a" uses "b"');
    const twice = `"twin" is defined twice, in lines ${line("const twin = 1")} and ${line("const twin = 2")}`;
    await shows(page, "#cell-one", twice);
    await shows(page, "#cell-two", twice);
    assert.equal(await page.locator("#cell-typo pre").innerText(), "1 +* 2\n   ^");
    await shows(
      page,
      "#cell-thrower",
      `line ${line("const bad")}: Cannot read properties of undefined (reading 'y')`,
    );
    const excerpt = "const bad = rows.map((row) => row.x.y);";
    assert.equal(
      await page.locator("#cell-thrower pre").innerText(),
      `${excerpt}\n${" ".repeat(excerpt.indexOf("y)"))}^`,
    );
    await shows(page, "#cell-waiter", "Waits for “thrower”, which failed. Go to it");
    assert.equal(await page.locator("#cell-waiter a").getAttribute("href"), "#cell-thrower");
    await shows(page, "#cell-unknown", "nowhere is not defined");
    const moved = `New words\n${faulty.slice(faulty.indexOf("```js thrower"))}`;
    await save("edited.md", moved);
    await shows(page, "#cell-thrower", `line ${lineOf(moved, "const bad")}: Cannot read`);
    assert.deepEqual(complaints, []);
  },
);
