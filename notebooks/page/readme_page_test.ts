import assert from "node:assert/strict";
import { openStore } from "../../analysis/store/store.ts";
import { publishedViews } from "../../analysis/store/views.ts";
import { inFolder } from "../../ingest/base/folder_harness.ts";
import { topics } from "../topics.ts";
import { checkPage } from "./check_page.ts";
import { ParamSpec } from "./param_spec.ts";
import { parsePage } from "./parse_page.ts";

Deno.test("the page that the README shows compiles without a problem", async () => {
  const text = /^````md\n([\s\S]*?)^````$/m.exec(await Deno.readTextFile("README.md"))?.[1];
  const page = parsePage("loud-hours", text ?? assert.fail("the README shows no page"));
  await inFolder(async (dataDir) => {
    await using store = await openStore(dataDir);
    await checkPage(page, store.reads, topics);
  });
  assert.deepEqual(page.problems, []);
  const errors = page.cells.map((cell) => cell.kind === "sql" ? cell.error : cell.code.error);
  assert.deepEqual(errors.filter((error) => error !== undefined), []);
  assert.equal(page.cells.length, 6);
});

Deno.test("the README names every type of parameter", async () => {
  const readme = await Deno.readTextFile("README.md");
  for (const { shape } of ParamSpec.options) {
    assert.ok(readme.includes(`\`${shape.type.value}\``), shape.type.value);
  }
});

Deno.test("the README names every view that cells may read", async () => {
  const readme = await Deno.readTextFile("README.md");
  const [list] = /^Cells read the views [^;]*;/m.exec(readme) ?? assert.fail("the README lists no views");
  for (const view of publishedViews) assert.ok(list.includes(`\`${view}\``), view);
});
