import assert from "node:assert/strict";
import fc from "fast-check";
import { packRows, unpackRows } from "./packed_rows.ts";

const row = fc.record({
  id: fc.string({ unit: "grapheme" }),
  mood: fc.integer({ min: -1, max: 1 }),
  entities: fc.array(fc.string(), { maxLength: 3 }),
  deleted_at: fc.integer(),
}, { requiredKeys: ["id"] });

Deno.test("unpackRows() gives the rows that were packed, also from a file", () => {
  fc.assert(fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
    const plain = rows.map((row) => ({ ...row }));
    assert.deepEqual(unpackRows(JSON.parse(JSON.stringify(packRows(plain)))), plain);
  }));
});

Deno.test("packRows() writes each name once", () => {
  assert.deepEqual(packRows([{ id: "1" }, { id: "2", mood: 1 }]), {
    names: ["id", "mood"],
    values: [["1", "2"], [null, 1]],
  });
});
