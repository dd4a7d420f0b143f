import assert from "node:assert/strict";
import fc from "fast-check";
import { compileJs } from "./compile_js.ts";
import { withoutLoopChecks } from "./loop_marks.ts";

const loops = [
  "for (;;) { break }",
  "for (const x of xs) f(x)",
  "for (const key in o) if (o[key]) f(key); else g()",
  "let x; while (true) for (;;) x++",
  "do f(x); while (x < 3)",
  "outer: for (const a of xs) for (const b of a) continue outer",
  "for (;;);",
  "const f = () => { while (g()) { if (h()) return; } }",
  "const s = `for (;;) ${(() => { for (;;) return 1 })()}`",
  "async function* g() { for await (const x of y) yield x }",
  "'for (;;) {}'; /while (1) {}/.test(x)",
];

Deno.test("every loop has a check, no line moves, and without checks the text is as it was", () => {
  for (const source of loops) {
    const { source: checked, error } = compileJs(source, 1);
    assert.equal(error, undefined, source);
    const wanted = source.includes("'for") ? 0 : (source.match(/\b(for|while|do)\b(?! \$)/g) ?? []).length;
    const made = checked.split("loopCheck$();").length - 1;
    assert.equal(made, source.startsWith("do") || source.startsWith("const s") ? 1 : wanted, source);
    assert.equal(withoutLoopChecks(checked, 0).text, source);
    assert.equal(compileJs(checked, 1).error, undefined, checked);
  }
});

Deno.test("a column of the checked line leads back to its place in the file", () => {
  fc.assert(fc.property(fc.constantFrom(...loops), fc.nat(), (source, seed) => {
    const { source: checked } = compileJs(source, 1);
    const letters = [...source.matchAll(/[a-z]+/g)].map(({ index }) => index);
    const at = letters[seed % letters.length]!;
    const columns = [...checked].map((_, column) => column).filter((column) =>
      withoutLoopChecks(checked, column).column === at
    );
    assert.ok(columns.some((column) => checked[column] === source[at]), `${source} at ${at}`);
  }));
});

Deno.test("checked loops do what they did", () => {
  const run = (source: string): unknown =>
    new Function("loopCheck$", `return (${compileJs(source, 1).source})`)(() => {});
  assert.deepEqual(
    run(
      "(() => { const out = []; for (let i = 0; i < 3; i++) for (const j of [1, 2]) out.push(i * j); return out })()",
    ),
    [0, 0, 1, 2, 2, 4],
  );
  assert.equal(run("(() => { let x = 0; do x++; while (x < 5); return x })()"), 5);
  assert.equal(
    run("(() => { let n = 0; a: for (;;) { for (;;) { if (++n > 3) break a; continue a } } return n })()"),
    4,
  );
  assert.equal(
    run(
      "(() => { let s = ''; for (const k in { a: 1, b: 2 }) if (k === 'a') s += 1; else s += 2; return s })()",
    ),
    "12",
  );
});
