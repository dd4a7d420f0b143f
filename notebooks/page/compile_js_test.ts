import assert from "node:assert/strict";
import { compileJs } from "./compile_js.ts";

Deno.test("compileJs() finds what a cell needs and what it defines", () => {
  const cases: [string, string[], string[]][] = [
    ["a + b.c", ["a", "b"], []],
    ["const x = a, { y, ...z } = b", ["a", "b"], ["x", "y", "z"]],
    ["function f(p, [q]) { return p + q + r }", ["r"], ["f"]],
    ["class C extends D { m() { return this.n } }", ["D"], ["C"]],
    ["rows.map(({ v }) => v * k)", ["rows", "k"], []],
    ["for (const i of list) display(i)", ["list", "display"], []],
    ["{ let hidden = 1; var seen = hidden }", [], []],
    ["try { risky() } catch (error) { display(error) }", ["risky", "display"], []],
    ["({ key: value, [computed]: 1, short })", ["value", "computed", "short"], []],
    ["label: for (;;) { break label }", [], []],
    ["total = 1", ["total"], []],
  ];
  for (const [source, inputs, outputs] of cases) {
    const code = compileJs(source, 1);
    assert.equal(code.error, undefined, source);
    assert.deepEqual([code.inputs, code.outputs], [inputs, outputs], source);
  }
});

Deno.test("compileJs() tells expressions from programs, and finds await", () => {
  assert.equal(compileJs("1 + 1;", 1).expression, true);
  assert.equal(compileJs("1; 2", 1).expression, false);
  assert.equal(compileJs("await f()", 1).async, true);
  assert.equal(compileJs("async () => await f()", 1).async, false);
  assert.equal(compileJs("for await (const x of f()) display(x)", 1).async, true);
});

Deno.test("compileJs() says where a syntax error stands in the file", () => {
  assert.deepEqual(compileJs("const a = 1;\nconst b = ;", 10).error, {
    message: "Unexpected token",
    line: 11,
    excerpt: "const b = ;\n          ^",
  });
});
