import assert from "node:assert/strict";
import type { Columns } from "../../analysis/store/reads.ts";
import { cellsOf, toRows, whyOf } from "./rows.ts";

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

Deno.test("whyOf() knows cell and key of a row, also after filter and sort, and nothing of a copy", () => {
  const body: Columns = {
    names: ["start", "source", "posts"],
    types: ["time", "text", "number"],
    values: [[60_000, 120_000], ["x", null], [1, 2]],
    rows: 2,
    cut: false,
  };
  const rows = toRows(body, { name: "series", key: ["start", "source"] });
  const last = rows.filter(() => true).toSorted((a, b) => Number(b["posts"]) - Number(a["posts"]))[0]!;
  assert.deepEqual(whyOf(last), { cell: "series", key: { start: 120_000, source: null } });
  assert.deepEqual(whyOf(rows[0]!, { mood: -1 })?.key, { start: 60_000, source: "x", mood: -1 });
  assert.equal(whyOf({ ...last }), null);
  assert.equal(whyOf(toRows(body, { name: "series", key: [] })[0]!), null);
});

Deno.test("cellsOf() names the queries behind the values of a chart", () => {
  const body: Columns = { names: ["n"], types: ["number"], values: [[1, 2]], rows: 2, cut: false };
  const [a, b] = ["a", "b"].map((name) => toRows(body, { name }));
  assert.deepEqual(cellsOf({ rows: a!.filter(() => true), title: "t", more: null }), ["a"]);
  assert.deepEqual(cellsOf({ panels: [{ rows: a!.slice(1) }, { rows: b }] }), ["a", "b"]);
  assert.deepEqual(cellsOf({ rows: toRows({ ...body, values: [[]], rows: 0 }, { name: "c" }) }), ["c"]);
  assert.deepEqual(cellsOf({ rows: [{ n: 1 }] }), []);
});
