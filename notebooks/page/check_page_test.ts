import assert from "node:assert/strict";
import { Poison, Retriable } from "../../ingest/base/errors.ts";
import { topics } from "../topics.ts";
import { checkPage, type PageChecks } from "./check_page.ts";
import type { SqlCell } from "./page.ts";
import { parsePage } from "./parse_page.ts";

async function checked(checkCell: PageChecks["checkCell"]): Promise<SqlCell> {
  const page = parsePage("p", "```sql a\nselect 1 as one\n```\n");
  await checkPage(page, { checkCell, checkRows: () => Promise.resolve(null) }, topics);
  return page.cells[0] as SqlCell;
}

Deno.test("checkPage() tries again while the store is busy, which is no fault of the page", async () => {
  let busy = 2;
  const { error, reach } = await checked(() =>
    busy-- > 0
      ? Promise.reject(new Retriable("busy"))
      : Promise.resolve({ views: ["minutes"], windowed: false, posts: [] })
  );
  assert.equal(error, undefined);
  assert.deepEqual(reach?.views, ["minutes"]);
});

Deno.test("checkPage() gives up on a store that stays busy, and makes what is not allowed the cell's error", async () => {
  await assert.rejects(checked(() => Promise.reject(new Retriable("busy"))), /busy/);
  const { error } = await checked(() => Promise.reject(new Poison("No view")));
  assert.deepEqual(error, { message: "No view", line: 2 });
});
