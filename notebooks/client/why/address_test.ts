import assert from "node:assert/strict";
import { keyEntries, readWhy, writeWhy } from "./address.ts";
import type { Why } from "./why.ts";

Deno.test("readWhy() reads what writeWhy() wrote", () => {
  const whys: Why[] = [
    { cell: "totals", key: {} },
    { cell: "totals", key: { mood: -1 }, as: "share" },
    { cell: "people", key: {}, as: "authors" },
    { cell: "series", key: { start: Date.UTC(2015, 1, 23), until: Date.UTC(2015, 1, 24), mood: "*" } },
    { cell: "terms", key: { term: "&why=x <b>", source: null } },
  ];
  for (const why of whys) {
    for (const seen of [null, { landing: 8213, asOf: Date.UTC(2015, 1, 23, 8) }]) {
      const query = new URLSearchParams(writeWhy(why, seen)).toString();
      assert.deepEqual(readWhy(Object.fromEntries(new URLSearchParams(query))), { why, seen });
    }
  }
});

Deno.test("readWhy() stands a broken address", () => {
  assert.equal(readWhy({}), null);
  assert.equal(readWhy({ "key.mood": "1" }), null);
  for (const start of ["soon", "2015-02-23T08:00"]) {
    assert.deepEqual(readWhy({ why: "t", seen: `8@${start}`, "key.start": start }), {
      why: { cell: "t", key: { start } },
      seen: null,
    });
    assert.equal(keyEntries({ start })["key.start"], start);
  }
});
