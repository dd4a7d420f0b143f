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
    ["let total; total = a; total++", ["a"], ["total"]],
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
  for (const source of ["(a, b)", "(a)", "((a))", "(a) // why", "(function f() {})", "(a).b(c)"]) {
    assert.equal(compileJs(source, 1).expression, true, source);
  }
  assert.equal(compileJs("await f()", 1).async, true);
  assert.equal(compileJs("async () => await f()", 1).async, false);
  assert.equal(compileJs("for await (const x of f()) display(x)", 1).async, true);
});

Deno.test("compileJs() refuses to change a name of another cell, and says where", () => {
  for (
    const source of ["total = 1", "x; total += 1", "total++", "[x.y, { total }] = b", "for (total of b);"]
  ) {
    const { message, excerpt } = compileJs(source, 1).error!;
    assert.equal(message, '"total" is not of this cell, which cannot change it', source);
    assert.equal(excerpt, `${source}\n${" ".repeat(source.indexOf("total"))}^`);
  }
  for (const source of ["total.x = 1", "const f = (total) => total = 1", "{ let total; total++ }"]) {
    assert.equal(compileJs(source, 1).error, undefined, source);
  }
});

Deno.test("compileJs() says where a syntax error stands in the file", () => {
  assert.deepEqual(compileJs("const a = 1;\nconst b = ;", 10).error, {
    message: "Unexpected token",
    line: 11,
    excerpt: "const b = ;\n          ^",
  });
});
