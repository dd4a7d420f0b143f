import assert from "node:assert/strict";
import { parsePage } from "./parse_page.ts";

const js = (text: string, info = "") => `\n\`\`\`js ${info}\n${text}\n\`\`\`\n`;
const sql = (name: string, text: string) => `\n\`\`\`sql ${name}\n${text}\n\`\`\`\n`;
const idsOf = (file: string) => {
  const { cells, blocks } = parsePage("p", file);
  return [...cells.map(({ id }) => id), ...blocks.flatMap((block) => "prose" in block ? [block.id] : [])];
};

Deno.test("a named cell is its name, whatever its text", () => {
  assert.deepEqual(idsOf(sql("t", "select 1") + js("1 + 1", "sum")), ["t", "sum"]);
  assert.deepEqual(idsOf(sql("t", "select 2") + js("1 + 2", "sum span=3")), ["t", "sum"]);
});

Deno.test("a cell without a name keeps its id while others come, go and change", () => {
  const kept = [js("a + 1"), "\nA number: ${a * 2}.\n", js("f(a)", "span=4")];
  const before = idsOf(kept.join(""));
  const after = idsOf(js("new") + kept[0] + sql("t", "select 1") + kept[1] + kept[2] + "\nMore words.\n");
  assert.equal(new Set(before).size, 4);
  assert.deepEqual(before.filter((id) => !after.includes(id)), []);
});

Deno.test("equal cells have ids of their own, and a changed text or width is another id", () => {
  const ids = idsOf(js("f()") + js("f()") + "\n${f()} and ${f()}\n" + sql("t", "") + sql("t", ""));
  assert.equal(new Set(ids).size, ids.length);
  assert.notDeepEqual(idsOf(js("f()")), idsOf(js("g()")));
  assert.notDeepEqual(idsOf(js("f()", "span=3")), idsOf(js("f()", "span=4")));
});
