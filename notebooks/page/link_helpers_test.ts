import assert from "node:assert/strict";
import { writeCellsModule } from "./cells_module.ts";
import { compileHelpers, helperDataHref } from "./link_helpers.ts";
import type { JsCell } from "./page.ts";
import { parsePage } from "./parse_page.ts";

const js = (text: string) => `\n\`\`\`js\n${text}\n\`\`\`\n`;
const compile = (files: Record<string, string>) => compileHelpers(new Map(Object.entries(files)));
const errorOf = (text: string, files: Record<string, string>) => {
  const [cell] = parsePage("p", js(text), compile(files)).cells as JsCell[];
  return cell!.code.error;
};

Deno.test("a cell imports from helpers by any form, and its own code keeps its lines", () => {
  const [cell] = parsePage(
    "p",
    js(
      'import d, { a, b as c } from "./words.ts";\nimport * as all from "./words.ts";\na + c + d + all.a + missing',
    ),
    compile({ "words.ts": "export const a = 1, b = 2; export default 3;" }),
  ).cells as JsCell[];
  assert.deepEqual(cell!.code.imports.map(({ names, line }) => [names, line]), [
    [{ d: "default", a: "a", c: "b" }, 3],
    [{ all: "*" }, 4],
  ]);
  assert.deepEqual(cell!.code.inputs, ["a", "c", "d", "all", "missing"]);
  assert.equal(cell!.code.expression, true);
  assert.equal(cell!.code.source.split("\n")[2], "a + c + d + all.a + missing");
});

Deno.test("loops of helpers are checked like those of cells, on the lines of the file", () => {
  const { spin } = compile({
    "spin.ts": 'import { x } from "./x.ts";\nexport function spin(): void {\n  while (true);\n}',
    "x.ts": "export const x = 1;",
  });
  const lines = spin!.code.split("\n");
  assert.equal(lines.length, 4);
  assert.match(lines[2]!, /loopCheck\$\(\)/);
});

Deno.test("the helpers of a page run from data: addresses, where nothing can be fetched", async () => {
  const page = parsePage(
    "p",
    js('import { shout } from "./words.ts";\nshout("x")'),
    compile({
      "words.ts":
        'import { end } from "./marks.js";\nexport const shout = (text: string): string => text + end;',
      "marks.js": 'export const end = "!";',
      "unused.ts": "export const no = 1;",
    }),
  );
  assert.deepEqual(Object.keys(page.helpers), ["words", "marks"]);
  const module = writeCellsModule(page, ({ name }) => helperDataHref(name, page.helpers));
  const { cells } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
  const { shout } = await cells[0].imports[0].load();
  assert.equal(shout("x"), "x!");
});

Deno.test("what is wrong with a helper is the error of the cell that imports it, with both places", () => {
  const cases: [string, Record<string, string>, RegExp][] = [
    ['import { a } from "./nope.ts"', {}, /^No file "nope.ts" beside this page$/],
    ['import { a } from "./constructor.ts"', {}, /^No file "constructor.ts"/],
    ['import { a } from "./words.js"', { "words.ts": "" }, /^No file "words.js"/],
    ['import { a } from "d3"', {}, /"d3" is none/],
    ['import { a } from "../app.ts"', {}, /"\.\.\/app\.ts" is none/],
    ['import { a } from "./sub/x.ts"', {}, /is none/],
    ['import { a } from "https://x.example/y.js"', {}, /is none/],
    ['1;\nimport { a } from "./words.ts"', {}, /^Imports stand first in a cell$/],
    ["export const a = 1", {}, /^A cell cannot export$/],
    [
      'import { a } from "./words.js"',
      { "words.js": "export const a = 1;\nlet b = ;" },
      /^words.js, line 2: Unexpected/,
    ],
    ['import { a } from "./words.ts"', { "words.ts": "\nenum A { b }" }, /^words.ts, line 2: .*enum/],
    ['import { a } from "./words.ts"', { "words.ts": "let a: = 3" }, /^words.ts: Syntax error/],
    ['import { a } from "./words.ts"', { "words.ts": 'import fs from "node:fs"' }, /"node:fs" is none/],
    [
      'import { a } from "./words.ts"',
      { "words.ts": "await import(globalThis.x)" },
      /a computed name is none/,
    ],
    ['import { a } from "./a.ts"', { "a.ts": 'import "./b.ts"', "b.ts": "enum" }, /^a.ts: b.ts: /],
    [
      'import { a } from "./a.ts"',
      { "a.ts": 'import "./b.ts"', "b.ts": 'import "./a.ts"' },
      /import each other/,
    ],
    ['import { a } from "./a.ts"', { "a.ts": 'import "./a.ts"' }, /import each other/],
    ['import { a } from "./a.ts"', { "a.ts": "", "a.js": "" }, /share a name|No file/],
  ];
  for (const [text, files, message] of cases) {
    assert.match(errorOf(text, files)?.message ?? "none", message, text);
  }
  assert.equal(errorOf('\nimport { a } from "./nope.ts"', {})?.line, 4);
});

Deno.test("an imported name is taken as if the cell had declared it", () => {
  const cells = parsePage(
    "p",
    js('import { a } from "./words.ts"') + js("const a = 1"),
    compile({ "words.ts": "export const a = 1" }),
  ).cells as JsCell[];
  for (const { code } of cells) assert.match(code.error?.message ?? "", /"a" is defined twice/);
});
