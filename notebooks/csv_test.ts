import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { csvField, writeCsv } from "./csv.ts";

Deno.test("writeCsv() writes times in UTC, lists joined, and nothing for what is absent", () => {
  const result = writeCsv({
    names: ["start", "terms", "n", "a, b"],
    types: ["time", "list", "number", "text"],
    values: [[0, null], [["a", "b c"], []], [-1.5, 2], ['say "hi"', null]],
    rows: 2,
    cut: false,
  });
  assert.equal(
    result,
    'start,terms,n,"a, b"\r\n1970-01-01T00:00:00.000Z,a; b c,-1.5,"say ""hi"""\r\n,,2,\r\n',
  );
});

Deno.test("writeCsv() is read back by others as it was, whatever the text", () => {
  const text = fc.string({ unit: "binary" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
  fc.assert(fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
    const values = [rows.map(([a]) => a), rows.map(([, b]) => b)];
    const csv = writeCsv({
      names: ["a", "b"],
      types: ["text", "text"],
      values,
      rows: rows.length,
      cut: false,
    });
    assert.deepEqual(parse(csv, { from: 2, record_delimiter: "\r\n" }), rows);
  }));
});

Deno.test("csvField() keeps a spreadsheet from running text as a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@x", "\t=1"]) assert.equal(csvField(text), `'${text}`);
  assert.equal(csvField('=HYPERLINK("https://a.example","x")'), `"'=HYPERLINK(""https://a.example"",""x"")"`);
  assert.equal(csvField(-1), "-1");
});
