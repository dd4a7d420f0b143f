import assert from "node:assert/strict";
import { compileHelpers } from "./link_helpers.ts";
import type { JsCell } from "./page.ts";
import { parsePage } from "./parse_page.ts";

const js = (text: string) => `\n\`\`\`js\n${text}\n\`\`\`\n`;
const errorsOf = (...cells: string[]) =>
  (parsePage("p", cells.map(js).join("")).cells as JsCell[]).map(({ code }) => code.error?.message);

Deno.test("each cell of a cycle says which names make it, and nothing else fails", () => {
  assert.deepEqual(errorsOf("const a = b + 1", "const b = a + 1", "const c = 1", "c + 1"), [
    'Cells in a cycle cannot run: "a" uses "b", "b" uses "a"',
    'Cells in a cycle cannot run: "b" uses "a", "a" uses "b"',
    undefined,
    undefined,
  ]);
});

Deno.test("a cell that only uses a cycle is no part of it; it waits", () => {
  assert.deepEqual(
    errorsOf("const a = b", "const b = c", "const c = a", "a + b", "const d = c").map(Boolean),
    [
      true,
      true,
      true,
      false,
      false,
    ],
  );
});

Deno.test("a cell names the shortest cycle it is in", () => {
  const [a] = errorsOf("const a = [b, c]", "const b = c", "const c = a");
  assert.equal(a, 'Cells in a cycle cannot run: "a" uses "c", "c" uses "a"');
});

Deno.test("a cell may use what it imports itself", () => {
  const text = 'import { a } from "./words.ts";\nconst b = a';
  const helpers = compileHelpers(new Map([["words.ts", "export const a = 1"]]));
  const [cell] = parsePage("p", js(text), helpers).cells as JsCell[];
  assert.equal(cell!.code.error, undefined);
});
