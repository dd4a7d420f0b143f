import assert from "node:assert/strict";
import { writeLiterals } from "./literals.ts";

Deno.test("writeLiterals() writes each value with its type, and leaves what stands in quotes alone", () => {
  const sql = `select $1, $2, '$1 it''s', "$2", $3 from posts where a = any($4) and b = $$ $1 $$ and $1`;
  assert.equal(
    writeLiterals(sql, [
      { type: "text", value: "it's $2\u0000\uD800" },
      { type: "number", value: -1.5 },
      { type: "time", value: 1_700_000_000_000 },
      { type: "texts", value: ["a", "b'c"] },
    ]),
    `select 'it''s $2\uFFFD\uFFFD', (-1.5)::double, '$1 it''s', "$2", make_timestamp((1700000000000000)::bigint) ` +
      `from posts where a = any(['a', 'b''c']::varchar[]) and b = $$ $1 $$ and 'it''s $2\uFFFD\uFFFD'`,
  );
});
