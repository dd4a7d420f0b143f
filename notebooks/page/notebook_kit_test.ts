import assert from "node:assert/strict";
import { compileJs } from "./compile_js.ts";

/** What another compiler makes of a cell: names that it uses and declares, and whether its value is shown by itself. */
type Judged = { inputs: string; outputs: string; shown: boolean } | "refused";

/*
 * What `transpileJavaScript` of @observablehq/notebook-kit 2.1.8 answers. It is recorded and not called: installed, it brings 119
 * packages (Vite, TypeScript and their kin), as many as this project has in all, and it takes a second to load.
 */
const recorded: [string, Judged][] = [
  ["a + b", { inputs: "a b", outputs: "", shown: true }],
  ["(a, b)", { inputs: "a b", outputs: "", shown: true }],
  ["a, b", { inputs: "a b", outputs: "", shown: true }],
  ["(a)", { inputs: "a", outputs: "", shown: true }],
  ["((a))", { inputs: "a", outputs: "", shown: true }],
  ["a;", { inputs: "a", outputs: "", shown: false }],
  ["a; b", { inputs: "a b", outputs: "", shown: false }],
  ["a; b;", { inputs: "a b", outputs: "", shown: false }],
  ["", { inputs: "", outputs: "", shown: false }],
  ["// nothing", { inputs: "", outputs: "", shown: false }],
  ["{a: 1}", { inputs: "", outputs: "", shown: true }],
  ["({a})", { inputs: "a", outputs: "", shown: true }],
  ["{ a }", { inputs: "a", outputs: "", shown: true }],
  ["[a, b]", { inputs: "a b", outputs: "", shown: true }],
  ["const x = a", { inputs: "a", outputs: "x", shown: false }],
  ["let x = a, y = x", { inputs: "a", outputs: "x y", shown: false }],
  ["var { p, q: [r], ...s } = a", { inputs: "a", outputs: "p r s", shown: false }],
  ["const [u = v, , ...w] = a", { inputs: "v a", outputs: "u w", shown: false }],
  ["function f(p) { return p + q }", { inputs: "q", outputs: "f", shown: false }],
  ["(function f() { return q })", { inputs: "q", outputs: "", shown: false }],
  ["function f() {} f()", { inputs: "", outputs: "f", shown: false }],
  ["class C extends D {}", { inputs: "D", outputs: "C", shown: false }],
  ["(class C {})", { inputs: "", outputs: "", shown: false }],
  ["async function g() { await h() }", { inputs: "h", outputs: "g", shown: false }],
  ["await f()", { inputs: "f", outputs: "", shown: true }],
  ["await f(); await g()", { inputs: "f g", outputs: "", shown: false }],
  ["const x = await f()", { inputs: "f", outputs: "x", shown: false }],
  ["for await (const x of f()) display(x)", { inputs: "f display", outputs: "", shown: false }],
  ["for (const i of list) display(i)", { inputs: "list display", outputs: "", shown: false }],
  ["for (var i = 0; i < n; i++) display(i)", { inputs: "n display", outputs: "", shown: false }],
  ["if (a) display(b); else display(c)", { inputs: "a display b c", outputs: "", shown: false }],
  ["display(a)", { inputs: "display a", outputs: "", shown: false }],
  ["display(a); b", { inputs: "display a b", outputs: "", shown: false }],
  ["view(Inputs.range())", { inputs: "view Inputs", outputs: "", shown: false }],
  ["const x = view(Inputs.range([0, n]))", { inputs: "view Inputs n", outputs: "x", shown: false }],
  ["x => x + y", { inputs: "y", outputs: "", shown: true }],
  ["(x, y = z) => x + y", { inputs: "z", outputs: "", shown: true }],
  ["({x}) => x + w", { inputs: "w", outputs: "", shown: true }],
  ["async () => await f()", { inputs: "f", outputs: "", shown: true }],
  ["`${a} ${b}`", { inputs: "a b", outputs: "", shown: true }],
  ["html`<b>${a}</b>`", { inputs: "html a", outputs: "", shown: true }],
  ["tag`x`", { inputs: "tag", outputs: "", shown: true }],
  ["a?.b?.[c]", { inputs: "a c", outputs: "", shown: true }],
  ["a ?? b", { inputs: "a b", outputs: "", shown: true }],
  ["new Foo(a)", { inputs: "Foo a", outputs: "", shown: true }],
  ["typeof undef", { inputs: "undef", outputs: "", shown: true }],
  ["a = 1", "refused"],
  ["a += b", "refused"],
  ["a++", "refused"],
  ["const a = 1; { const b = a; display(b) }", { inputs: "display", outputs: "a", shown: false }],
  ["{ let h = 1; var v = h }", { inputs: "", outputs: "", shown: false }],
  ["{ function inner() {} }", { inputs: "", outputs: "", shown: false }],
  ["try { r() } catch { s() }", { inputs: "r s", outputs: "", shown: false }],
  ["try { r() } catch (e) { s(e) }", { inputs: "r s", outputs: "", shown: false }],
  ["try { r() } catch ({ message }) { s(message) }", { inputs: "r s", outputs: "", shown: false }],
  ["switch (a) { case b: { const d = c; display(d) } }", {
    inputs: "a b c display",
    outputs: "",
    shown: false,
  }],
  ["label: for (;;) { break label }", { inputs: "", outputs: "", shown: false }],
  ["const f = function g(n) { return n ? g(n - 1) : k }", { inputs: "k", outputs: "f", shown: false }],
  ["const { [key]: value } = o", { inputs: "key o", outputs: "value", shown: false }],
  ["const o = { key: v, [c]: 1, short, m() { return this.n }, get x() { return y } }", {
    inputs: "v c short y",
    outputs: "o",
    shown: false,
  }],
  ["class E { static #p = q; [c]() { return super.m } static { z() } }", {
    inputs: "q c z",
    outputs: "E",
    shown: false,
  }],
  ["export const x = 1", "refused"],
  ['import("x")', { inputs: "", outputs: "", shown: true }],
  ["import.meta.url", { inputs: "", outputs: "", shown: true }],
  ["return a", "refused"],
  ["yield a", "refused"],
  ["invalidation", { inputs: "invalidation", outputs: "", shown: true }],
  ["function* g() { yield a }", { inputs: "a", outputs: "g", shown: false }],
  ["(function* () { yield a })()", { inputs: "a", outputs: "", shown: true }],
  ["arguments", { inputs: "arguments", outputs: "", shown: true }],
  ["this", { inputs: "", outputs: "", shown: true }],
  ["globalThis.x", { inputs: "globalThis", outputs: "", shown: true }],
  ["window.x", { inputs: "", outputs: "", shown: true }],
  ["Math.max(a)", { inputs: "a", outputs: "", shown: true }],
  ["Plot.plot({ marks: [Plot.dot(data)] })", { inputs: "Plot data", outputs: "", shown: true }],
  ["const a = b, b = 2", { inputs: "", outputs: "a b", shown: false }],
  ["let i = 0; while (true) { yield i++ }", "refused"],
  ["/re/g.test(a)", { inputs: "a", outputs: "", shown: true }],
  ["1_000n + a", { inputs: "a", outputs: "", shown: true }],
  ['"use strict"; a', { inputs: "a", outputs: "", shown: false }],
  ["a\n(b)", { inputs: "a b", outputs: "", shown: true }],
  ["a /* c */ ;", { inputs: "a", outputs: "", shown: false }],
  ["() => {}", { inputs: "", outputs: "", shown: true }],
  ["const x = 1, y = () => x", { inputs: "", outputs: "x y", shown: false }],
  ["async (x) => { for await (const y of x) display(y, z) }", {
    inputs: "display z",
    outputs: "",
    shown: false,
  }],
  ["delete a.b", { inputs: "a", outputs: "", shown: true }],
  ["void a", { inputs: "a", outputs: "", shown: true }],
  ["throw new Error(a)", { inputs: "a", outputs: "", shown: false }],
  ["debugger", { inputs: "", outputs: "", shown: false }],
  ["a ? b : c", { inputs: "a b c", outputs: "", shown: true }],
  ["a &&= b", "refused"],
  ["({ a } = b)", "refused"],
  ["[a] = b", "refused"],
  ["undefined", { inputs: "", outputs: "", shown: true }],
  ["NaN", { inputs: "", outputs: "", shown: true }],
  ["console.log(a)", { inputs: "a", outputs: "", shown: true }],
  ["Array.from(a)", { inputs: "a", outputs: "", shown: true }],
  ["fetch(a)", { inputs: "a", outputs: "", shown: true }],
  ["setTimeout(f)", { inputs: "f", outputs: "", shown: true }],
  ["let x; x = a", { inputs: "a", outputs: "x", shown: false }],
  ["const x = 1; x;", { inputs: "", outputs: "x", shown: false }],
];

/** Where we mean something else, and why. */
const ours: Record<string, { why: string; is: Judged }> = {
  "a;": {
    why: "formatters end an expression with a semicolon",
    is: { inputs: "a", outputs: "", shown: true },
  },
  "a /* c */ ;": { why: "as above", is: { inputs: "a", outputs: "", shown: true } },
  "(function f() { return q })": {
    why: "in parentheses it is an expression",
    is: { inputs: "q", outputs: "", shown: true },
  },
  "(class C {})": { why: "as above", is: { inputs: "", outputs: "", shown: true } },
  "arguments": { why: "cells are no functions to those who write them", is: "refused" },
};

/** What browsers have by themselves; the runtime resolves it, where Notebook Kit's compiler does. */
const globals = new Set(
  ["Math", "Array", "Error", "console", "fetch", "setTimeout", "window", "undefined", "NaN"],
);

Deno.test("compileJs() judges cells as Notebook Kit does, but where we say why not", () => {
  for (const [source, judged] of recorded) {
    const { error, inputs, outputs, expression } = compileJs(source, 1);
    const used = inputs.filter((name) => !globals.has(name));
    const shows = expression && !inputs.some((name) => name === "display" || name === "view");
    const wanted = ours[source]?.is ?? judged;
    const is: Judged = error !== undefined
      ? "refused"
      : { inputs: sorted(used), outputs: sorted(outputs), shown: shows };
    assert.deepEqual(
      is,
      wanted === "refused"
        ? wanted
        : { ...wanted, inputs: sorted(wanted.inputs.split(" ")), outputs: sorted(wanted.outputs.split(" ")) },
      source,
    );
  }
});

function sorted(names: string[]): string {
  return names.toSorted().join(" ");
}
