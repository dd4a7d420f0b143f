import assert from "node:assert/strict";
import { toRows } from "./rows.ts";

Deno.test("toRows() turns columns into rows, times into Dates, and keeps null", () => {
  const rows = toRows({
    names: ["at", "n"],
    types: ["time", "number"],
    values: [[0, null], [1, 2]],
    rows: 2,
    cut: true,
  });
  assert.deepEqual([...rows], [{ at: new Date(0), n: 1 }, { at: null, n: 2 }]);
  assert.deepEqual([rows.columns, rows.cut], [["at", "n"], true]);
});
