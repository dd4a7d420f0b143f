import assert from "node:assert/strict";
import type { Bind } from "../../analysis/store/reads.ts";
import { bindInto } from "./bind_cell.ts";
import { readRowKey, writeRowKey } from "./row_key.ts";

const span = { asOf: 7_200_000, from: 0, bucketMs: 60_000 };
const written = (raw: Record<string, string>) => {
  const binds: Bind[] = [];
  const sql = writeRowKey(readRowKey(raw), span, bindInto(binds)).join(" and ");
  return [sql, binds.map(({ value }) => value)];
};

Deno.test("writeRowKey() writes a window, a column, an item of a list, and what is absent", () => {
  assert.deepEqual(written({ start: "1970-01-01T00:01Z", term: "rain" }), [
    "created_at >= $1 and created_at < $2 and list_contains(terms, $3)",
    [60_000, 120_000, "rain"],
  ]);
  assert.deepEqual(written({ start: "60000", until: "240000" })[1], [60_000, 240_000]);
  assert.deepEqual(written({ source: "'; drop table posts --", mood: "-1" }), [
    "source = $1 and mood = $2",
    ["'; drop table posts --", -1],
  ]);
  assert.deepEqual(written({ entity: "person:Ann Lee", phrase: "war zone", emotion: "joy", category: "" }), [
    "list_contains(entities, $1) and list_contains(phrases, $2) and emotion = $3 and category is null",
    ["person:Ann Lee", "war zone", "joy"],
  ]);
  assert.deepEqual(written({ community: "", mood: "*" }), ["community is null and mood is not null", []]);
});

Deno.test("readRowKey() refuses names and values it does not know", () => {
  for (
    const raw of [
      { norm: "x" },
      { constructor: "x" },
      { "a;b": "x" },
      { start: "soon" },
      { start: "2015-02-23T08:00" },
      { until: "2015-02-31T08:00Z" },
      { mood: "1 or 1" },
      { term: "" },
      { source: ["x", "reddit"] },
    ]
  ) {
    assert.throws(() => readRowKey(raw as Record<string, string>), RangeError);
  }
});
