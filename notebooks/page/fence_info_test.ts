import assert from "node:assert/strict";
import { readFenceInfo } from "./fence_info.ts";

Deno.test("readFenceInfo() reads name, span, key and a condition in quotes, in any order", () => {
  const plain = { kind: "sql", name: "t", span: 12, key: [], and: "" };
  assert.deepEqual(readFenceInfo("sql t"), plain);
  assert.deepEqual(readFenceInfo("sql  key=start,term t and=\"mood = -1 or x = 'a b'\"  span=7"), {
    ...plain,
    span: 7,
    key: ["start", "term"],
    and: "mood = -1 or x = 'a b'",
  });
  assert.deepEqual(readFenceInfo("js"), { ...plain, kind: "js", name: "" });
});

Deno.test("readFenceInfo() says what it does not know instead of passing it by", () => {
  const cases: [string, RegExp][] = [
    ["sql t hidden", /"hidden" after ```sql is not known; there stand a name, span=/],
    ["js a b", /"b" after ```js/],
    ["js a key=start", /"key=" after ```js/],
    ["sql t keys=start", /"keys="/],
    ["sql t span=13", /span=13 must be 1 to 12/],
    ["sql t span=", /span= stands without a value/],
    ["sql t key=start,password", /key=password: a row is known by start, until, source/],
    ["sql t key=until", /key=until: a window that has an end has a start/],
    ["sql t key=constructor", /key=constructor/],
    ['sql t and="mood = -1', /quotes of and= are not closed/],
    ['sql t and="a"b', /quotes of and= are not closed/],
    ["sql t-1", /"t-1"/],
  ];
  for (const [info, problem] of cases) assert.match(readFenceInfo(info).problem ?? "", problem, info);
});
