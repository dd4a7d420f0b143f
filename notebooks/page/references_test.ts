import assert from "node:assert/strict";
import fc from "fast-check";
import { compileJs } from "./compile_js.ts";

// Code, the names it uses, the names it declares; each judged by hand.
const snippets: [string, string, string][] = [
  ["const { a, b: { c }, ...d } = x", "x", "a c d"],
  ["const [a, , [b = y], ...c] = x", "y x", "a b c"],
  ["const { [key]: a = other } = x", "key other x", "a"],
  ["const f = (a, b = a + y, { c = z } = {}) => a + b + c", "y z", "f"],
  ["function f(a = b) { var b; return a }", "b", "f"],
  ["let a = 1, b = a; var c", "", "a b c"],
  ["const f = function g() { return g }", "", "f"],
  ["const C = class D extends E { m() { return D } }; D", "E D", "C"],
  ["class A { #p = x; static q = y; get p() { return this.#p } set p(v) { this.#p = v + z } }", "x y z", "A"],
  ["class A { static { const inner = x; use(inner) } }", "x use", "A"],
  ["class A { [name]() {} static async *gen() { yield* other } }", "name other", "A"],
  ["#p in a", "", ""],
  ["a?.b?.[c]?.(d)", "a c d", ""],
  ["let a, c; a ??= b; c ||= d", "b d", "a c"],
  ["({ a, b: c, [d]: e, get f() { return g }, h() { return i }, ...j })", "a c d e g i j", ""],
  ["tag`x ${a} y ${`${b}`}`", "tag a b", ""],
  ["outer: for (const a of xs) { inner: while (b) { continue outer } }", "xs b", ""],
  ["for (const [k, v] of Object.entries(o)) f(k, v)", "Object o f", ""],
  ["for (let i = 0; i < n; i++) {} i", "n i", ""],
  ["for (const k in o) f(k)", "o f", ""],
  ["let a; for (a of b) c", "b c", "a"],
  ["for await (const x of xs) f(x)", "xs f", ""],
  ["try { a() } catch ({ message, ...rest }) { b(message, rest) } finally { c() }", "a b c", ""],
  ["try { a() } catch { b }", "a b", ""],
  ["{ let hidden = 1; function deep() { return hidden } } hidden", "hidden", ""],
  ["{ var risen = x } risen", "x", ""],
  ["switch (a) { case b: let c = 1; default: d(c) } c", "a b d c", ""],
  ["const g = async function* () { for await (const x of y) yield await z(x) }", "y z", "g"],
  ["const { a } = await load(url)", "load url", "a"],
  ["new.target", "", ""],
  ["function f() { return arguments.length + new.target }", "", "f"],
  ["(() => { return this.x })()", "", ""],
  ["a => b => a + b + c", "c", ""],
  ["let a; ({ a } = b)", "b", "a"],
  ["let a; [a, b.c] = d", "b d", "a"],
  ["typeof maybe === 'undefined'", "maybe", ""],
  ["void 0, undefined, NaN", "undefined NaN", ""],
  ["a.b.c.d", "a", ""],
  ["const x = 1; { const x = 2; f(x) }", "f", "x"],
  ["x => { x = y }", "y", ""],
  ["async (a, ...b) => { await a; return b }", "", ""],
  ["/re/.test(`a`)", "", ""],
  ["delete a.b, a instanceof B", "a B", ""],
  ["import.meta.url", "", ""],
  ["if (a) function f() {} else b", "a b", ""],
];

Deno.test("compileJs() finds the names that code uses and declares", () => {
  const names = (text: string) => text === "" ? [] : text.split(" ");
  for (const [source, inputs, outputs] of snippets) {
    const code = compileJs(source, 1);
    if (/^(new\.target|#p in|if \(a\) function)/.test(source)) {
      assert.ok(code.error, source);
      continue;
    }
    assert.equal(code.error, undefined, source);
    assert.deepEqual(
      [code.inputs.toSorted(), code.outputs],
      [names(inputs).toSorted(), names(outputs)],
      source,
    );
  }
});

const parts = snippets.filter(([source]) =>
  compileJs(`{${source}\n}`, 1).error === undefined && !/^[({]/.test(source)
);

Deno.test("what code uses stays the same within a function, and beside other code", () => {
  fc.assert(fc.property(fc.constantFrom(...parts), fc.constantFrom(...parts), ([a], [b]) => {
    const asyncBody = (source: string) => `const wrapped = async () => {${source}\n}`;
    const one = compileJs(a, 1);
    const wrapped = compileJs(asyncBody(a), 1);
    assert.deepEqual(wrapped.inputs.toSorted(), one.inputs.toSorted(), a);
    const both = compileJs(`{${a}\n}\n{${b}\n}`, 1);
    const risen = [a, b].filter((source) => !source.includes("function"))
      .flatMap((source) => [...source.matchAll(/var (\w+)/g)].map(([, name]) => name!));
    const wanted = new Set([...compileJs(`{${a}\n}`, 1).inputs, ...compileJs(`{${b}\n}`, 1).inputs]);
    assert.deepEqual(
      both.inputs.toSorted(),
      [...wanted].filter((name) => !risen.includes(name)).toSorted(),
      `${a} with ${b}`,
    );
  }));
});
