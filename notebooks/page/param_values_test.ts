import assert from "node:assert/strict";
import fc from "fast-check";
import { topics } from "../topics.ts";
import { ParamSpec } from "./param_spec.ts";
import { readParams } from "./param_values.ts";

const specs = {
  topic: ParamSpec.parse({ type: "topic", maxChars: 100 }),
  n: ParamSpec.parse({ type: "number", default: 3, min: 0, max: 10 }),
  at: ParamSpec.parse({ type: "time", default: "2026-01-01", min: "2020-01-01" }),
  window: ParamSpec.parse({ type: "interval" }),
  tint: ParamSpec.parse({ type: "choice", default: "red", choices: ["red", "blue"] }),
  langs: ParamSpec.parse({ type: "list", choices: ["en", "de"], maxItems: 2 }),
  by: ParamSpec.parse({ type: "column", default: "author", columns: { author: "author_id" } }),
};
const read = (raw: Record<string, unknown>) => readParams(specs, raw, topics.check);

Deno.test("readParams() takes defaults, text of an address, and values of JSON", () => {
  assert.deepEqual(read({}).values, {
    topic: "",
    n: 3,
    at: Date.UTC(2026, 0, 1),
    window: "24h",
    tint: "red",
    langs: [],
    by: "author",
  });
  const { values, problems } = read({
    topic: "a OR b",
    n: "4.5",
    at: "2026-02-03T04:05Z",
    window: "7d",
    tint: "blue",
    langs: "en,de",
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(values, {
    topic: "a OR b",
    n: 4.5,
    at: Date.UTC(2026, 1, 3, 4, 5),
    window: "7d",
    tint: "blue",
    langs: ["en", "de"],
    by: "author",
  });
});

Deno.test("readParams() refuses what is not declared, of the wrong type, or out of bounds", () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ nope: "1" }, /is not a parameter/],
    [{ toString: "1" }, /is not a parameter/],
    [{ n: "abc" }, /must be a number/],
    [{ n: "" }, /must be a number/],
    [{ n: null }, /must be a number/],
    [{ n: 11 }, /must be at most 10/],
    [{ at: "yesterday" }, /must be a UTC time/],
    [{ at: "2025-02-29T08:00Z" }, /must be a UTC time/],
    [{ at: "2019-01-01" }, /must not be before/],
    [{ window: "5 years" }, /must be one of/],
    [{ tint: "green" }, /must be one of red, blue/],
    [{ langs: ["fr"] }, /must be one of/],
    [{ langs: "en,de,en" }, /at most 2 items/],
    [{ by: "author_id; drop table posts" }, /must be one of author/],
    [{ topic: { a: 1 } }, /must be text/],
    [{ topic: "x".repeat(101) }, /at most 100 characters/],
  ];
  for (const [raw, message] of cases) {
    const { problems, values } = read(raw);
    assert.match(problems[0]?.message ?? "none", message, JSON.stringify(raw));
    assert.equal(Object.keys(values).length, Object.keys(specs).length);
  }
});

Deno.test("readParams() says where a topic does not parse", () => {
  const [problem] = read({ topic: "storm (flood" }).problems;
  assert.equal(problem?.param, "topic");
  assert.equal(problem?.position, 6);
});

Deno.test("readParams() never throws and always returns a value for each parameter", () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(specs), "x"), fc.anything()), (raw) => {
    assert.deepEqual(Object.keys(read(raw).values), Object.keys(specs));
  }));
});
