import assert from "node:assert/strict";
import { parsePage } from "../page/parse_page.ts";
import { topics } from "../topics.ts";
import { readExportRequest } from "./request.ts";
import { choicesOf, maxCombinations, savedParams, savedValues } from "./saved_values.ts";

const page = parsePage(
  "p",
  `---
params:
  topic: { type: topic }
  window: { type: interval, default: 24h, choices: [1h, 24h, 7d] }
  least: { type: number, default: 5 }
  words: { type: list }
  shape: { type: choice, default: a, choices: [a, b] }
export:
  window: [7d, 24h]
---

\`\`\`sql s
select count(*) as n from posts where \${here} and likes > \${least} and list_has_any(terms, \${words})
\`\`\`

\`\`\`js
shape
\`\`\`
`,
);
const save = (request: Record<string, unknown> = {}) =>
  savedValues(page, readExportRequest({ pages: ["p"], ...request }), topics.check);

Deno.test("savedValues() takes what is asked for, else what the page saves, else its default", () => {
  const { values } = save({ params: { least: ["1,2", "2"] } });
  assert.deepEqual(values, { topic: [""], window: ["7d", "24h"], least: [1, 2], words: [[]], shape: ["a"] });
  const asked = save({ topics: ["a, b", "c"], windows: ["1h"], params: { words: ["x,y", "z"] } });
  assert.deepEqual(asked.values["topic"], ["a, b", "c"]);
  assert.deepEqual(asked.values["words"], [["x", "y"], ["z"]]);
  assert.equal(asked.combinations.length, 4);
  assert.deepEqual(asked.combinations[0], {
    topic: "a, b",
    window: "1h",
    least: 5,
    words: ["x", "y"],
    shape: "a",
  });
});

Deno.test("savedValues() multiplies by what reaches a query, and by nothing else", () => {
  const { multiplied, combinations } = save({ params: { shape: ["b", "a"] } });
  assert.deepEqual(multiplied, ["topic", "window", "least", "words"]);
  assert.equal(combinations.length, 2);
  assert.ok(combinations.every(({ shape }) => shape === "b"));
});

Deno.test("savedValues() says which parameter to cut before anything is worked out", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(n)).join(",");
  assert.equal(
    save({ params: { least: [numbers(maxCombinations / 2)] } }).combinations.length,
    maxCombinations,
  );
  assert.throws(() => save({ params: { least: [numbers(5000)] } }), {
    message: 'Cannot export "p": window 2 x least 5000 make 10,000 combinations, and a report holds 200; ' +
      'give "least" 100 values at most',
  });
});

for (
  const [what, request, message] of [
    [
      "an unknown parameter",
      { params: { nope: ["1"] } },
      /it has no parameter "nope"; there are topic, window/,
    ],
    ["an unknown window", { windows: ["3y"] }, /window "3y" must be one of 1h, 24h, 7d/],
    ["a topic that cannot be read", { topics: ["(a"] }, /topic "\(a" Unclosed parenthesis/],
    ["a number that is none", { params: { least: ["x"] } }, /least "x" must be a number/],
  ] as const
) {
  Deno.test(`savedValues() refuses ${what} in one sentence`, () => {
    assert.throws(() => save(request), { name: "Refused", message });
  });
}

Deno.test("savedParams() makes the first saved value the default, as its page would take it", () => {
  const saved = save({ topics: ["rain"], params: { least: ["9"], words: ["x,y"] } });
  const params = savedParams(page, saved);
  assert.deepEqual(
    Object.values(params).map((spec) => spec.default),
    ["rain", "7d", 9, ["x", "y"], "a"],
  );
  assert.deepEqual(choicesOf(page, saved), {
    topic: ["rain"],
    window: ["7d", "24h"],
    least: ["9"],
    words: ["x,y"],
  });
});
