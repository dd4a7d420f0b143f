import assert from "node:assert/strict";
import fc from "fast-check";
import { joinList, splitList } from "./list_text.ts";
import { queryValues } from "./query_values.ts";

Deno.test("splitList() undoes joinList() for any list but one empty item", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", ",", "\\", " ", "ü") })), (items) => {
    fc.pre(!(items.length === 1 && items[0] === ""));
    assert.deepEqual(splitList(joinList(items)), items);
  }));
  assert.deepEqual(splitList("en,de"), ["en", "de"]);
  assert.deepEqual(splitList(""), []);
});

Deno.test("queryValues() keeps each value of a name that is given again", () => {
  assert.deepEqual(queryValues(new URLSearchParams("a=1&b=2&b=3&c=&__proto__=x")), {
    a: "1",
    b: ["2", "3"],
    c: "",
    ["__proto__"]: "x",
  });
});
