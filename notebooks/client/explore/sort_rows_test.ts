import assert from "node:assert/strict";
import type { Columns } from "../../../analysis/store/reads.ts";
import { sortRows } from "./sort_rows.ts";

const columns: Columns = {
  names: ["n", "name"],
  types: ["number", "text"],
  values: [[10, null, 9, 10], ["b", "d", "c", "a"]],
  rows: 4,
  cut: false,
};

Deno.test("sortRows() sorts numbers as numbers, keeps equals in order, and puts what is absent last", () => {
  assert.deepEqual(sortRows(columns, 0, false).values, [[9, 10, 10, null], ["c", "b", "a", "d"]]);
  assert.deepEqual(sortRows(columns, 0, true).values, [[10, 10, 9, null], ["b", "a", "c", "d"]]);
  assert.deepEqual(sortRows(columns, 1, false).values[1], ["a", "b", "c", "d"]);
});
