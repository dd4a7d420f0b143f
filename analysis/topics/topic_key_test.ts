import assert from "node:assert/strict";
import { parseTopic } from "./parse.ts";
import { topicKey } from "./topic_key.ts";

const key = (text: string) => topicKey(parseTopic(text));

Deno.test("topicKey() is the same for queries that mean the same", () => {
  for (
    const [a, b] of [
      ["a OR b", "b OR (A)"],
      ["a b", "  b AND a"],
      ["a a", "a"],
      ["(a OR b) -c", "-c (b OR a OR a)"],
      ["café", "CAFE\u0301"],
      ["“New York”", '"new  york"'],
      ["", "  "],
    ] as const
  ) assert.equal(key(a), key(b), a);
});

Deno.test("topicKey() differs for queries that differ", () => {
  const queries = [
    "",
    "a",
    '"a"',
    "a*",
    "#a",
    "@a",
    "$a",
    "a b",
    '"a b"',
    "a OR b",
    "a -b",
    "b -a",
    "a b*",
    "a (b OR c)",
    "a b OR c",
  ];
  assert.equal(new Set(queries.map(key)).size, queries.length);
  assert.match(key("a"), /^[0-9a-f]{32}$/);
});
