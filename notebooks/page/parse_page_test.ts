import assert from "node:assert/strict";
import fc from "fast-check";
import { writeCellsModule } from "./cells_module.ts";
import type { JsCell, SqlCell } from "./page.ts";
import { parsePage } from "./parse_page.ts";

const sql = (name: string, text: string) => `\n\`\`\`sql ${name}\n${text}\n\`\`\`\n`;
const js = (text: string, info = "") => `\n\`\`\`js ${info}\n${text}\n\`\`\`\n`;

/** Runs the compiled module of a page as a browser would. */
async function runModule(file: string) {
  const url = `data:text/javascript,${encodeURIComponent(writeCellsModule(parsePage("p", file)))}`;
  const { cells } = await import(url) as {
    cells: { inputs: string[]; run(...inputs: unknown[]): unknown }[];
  };
  return cells;
}

Deno.test("parsePage() reads front matter, prose, cells and their lines", () => {
  const page = parsePage(
    "demo",
    `---\ntitle: Demo\nparams:\n  topic: { type: topic }\nrefresh: 250\n---\n# Hello \${who}\n${
      sql("t", "select 1\nwhere ${topic}")
    }${js("t.length", "span=7")}`,
  );
  assert.deepEqual(page.problems, []);
  assert.equal(page.title, "Demo");
  assert.equal(page.refresh, 250);
  const [inline, query, code] = page.cells as [JsCell, SqlCell, JsCell];
  assert.deepEqual([inline.line, inline.inline, inline.code.inputs], [7, true, ["who"]]);
  assert.deepEqual([query.line, query.name], [10, "t"]);
  assert.deepEqual(query.parts.at(-1), { placeholder: "topic", line: 11 });
  assert.deepEqual([code.line, code.span, code.code.inputs], [15, 7, ["t"]]);
});

Deno.test("parsePage() keeps HTML of a page's prose as text and refuses script links", () => {
  const page = parsePage(
    "p",
    "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>",
  );
  const html = page.blocks.map((block) => "prose" in block ? block.prose : "").join("");
  assert.doesNotMatch(html, /<script|<img|href="javascript/);
});

Deno.test("parsePage() names a broken front matter with its line and keeps the rest", () => {
  const cases: [string, RegExp, number][] = [
    ["---\ntitle: [\n---\n", /Front matter/, 3],
    ["---\ntitle: A\nparams:\n  x: { type: nonsense }\n---\n", /params\.x\.type/, 4],
    ["---\nrefresh: 1\n---\n", /refresh/, 2],
    ["---\nunknown: 1\n---\n", /unknown/i, 1],
    [
      "---\nparams:\n  n: { type: number, default: 5, max: 3 }\n---\n",
      /default of parameter "n" must be at most 3/,
      3,
    ],
    ["---\nparams:\n  asOf: { type: text }\n---\n", /reserve/, 3],
    ["---\nparams:\n  constructor: { type: text }\n---\n", /reserve/, 3],
    ["---\ntitle: never closed\n", /no closing ---/, 1],
    ["---\na: &a [1]\nb: *a\n---\n", /Front matter/, 1],
  ];
  for (const [head, message, line] of cases) {
    const page = parsePage("p", `${head}${js("1 + 1")}`);
    assert.match(page.problems[0]?.message ?? "none", message, head);
    assert.equal(page.problems[0]?.line, line, head);
    assert.equal(page.cells.length, 1, head);
  }
});

Deno.test("parsePage() gives both cells of one name an error, and spares the others", () => {
  const page = parsePage("p", sql("t", "select 1") + js("const t = 2") + js("const u = 3"));
  const errors = page.cells.map((cell) =>
    cell.kind === "sql" ? cell.error?.message : cell.code.error?.message
  );
  assert.deepEqual(errors, [
    '"t" is defined twice, in lines 3 and 7',
    '"t" is defined twice, in lines 3 and 7',
    undefined,
  ]);
});

Deno.test("writeCellsModule() keeps a page standing whose cells do not parse", async () => {
  const cells = await runModule(
    js("1 +* 2") + js("40 + 2;") + "\n${oops(} and ${6 * 7}\n" + js("import x from 'y'") + js("eval('1')"),
  );
  assert.throws(() => cells[0]!.run(), (error: Error & { cellError: unknown }) => {
    assert.deepEqual(error.cellError, { message: "Unexpected token", line: 3, excerpt: "1 +* 2\n   ^" });
    return true;
  });
  assert.equal(cells[1]!.run(), 42);
  assert.throws(() => cells[2]!.run());
  assert.equal(cells[3]!.run(), 42);
  assert.throws(() => cells[4]!.run(), /A cell imports files beside its page/);
  assert.throws(() => cells[5]!.run(), /"eval" cannot be used/);
});

Deno.test("writeCellsModule() leaves each line of code on its line of the file", async () => {
  const cells = await runModule(
    `---\ntitle: A\n---\n\nText\n${js("const a = 1;\nnull.x", "")}${js("undefined.y")}`,
  );
  for (const [index, line] of [[0, 9], [1, 13]] as const) {
    assert.throws(() => cells[index]!.run(), (error: Error) => error.stack!.includes(`:${line}:`));
  }
});

Deno.test("parsePage() and writeCellsModule() stand any text, and the module always parses", async () => {
  const piece = fc.constantFrom(
    "```js\n",
    "```sql x\n",
    "```\n",
    "${",
    "}",
    "---\n",
    "a",
    "`",
    "\n",
    "await ",
    "(",
    ")",
    "'",
    "//",
    "/*",
    ";",
    "=>",
    "function f(){",
    "\u2028",
    "</script>",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      await runModule(pieces.join(""));
    }),
    { numRuns: 150 },
  );
});

Deno.test("parsePage() checks what a report is saved with, and where choices come from", () => {
  const head = (text: string) => `---\nparams:\n  n: { type: number, default: 1, max: 5 }\n${text}---\n`;
  const cases: [string, string, RegExp, number][] = [
    [head("export:\n  n: [1, 9]\n"), "", /export\.n: must be at most 5/, 5],
    [head("export:\n  nope: [1]\n"), "", /export\.nope: is not a parameter of this page/, 5],
    [
      head("  c: { type: choice, default: x, choices: { cell: none } }\n"),
      "",
      /query "none", which is not on/,
      4,
    ],
    [
      head("  c: { type: choice, default: x, choices: { cell: t } }\n"),
      sql("t", "select ${c}"),
      /"t" lists the choices of "c" and cannot use it/,
      4,
    ],
    [
      head("  c: { type: list, choices: { cell: t } }\n"),
      '\n```sql t and="lang = any(${c})"\nselect 1 from posts where ${here}\n```\n',
      /cannot use it/,
      4,
    ],
  ];
  for (const [text, body, message, line] of cases) {
    const page = parsePage("p", text + body);
    assert.match(page.problems[0]?.message ?? "none", message, text);
    assert.equal(page.problems[0]?.line, line, text);
  }
  const good = parsePage(
    "p",
    head("  c: { type: choice, default: x, choices: { cell: t } }\nexport:\n  n: [1, 2]\n  c: [x]\n") +
      sql("t", "select 1"),
  );
  assert.deepEqual([good.problems, good.export], [[], { n: [1, 2], c: ["x"] }]);
});
