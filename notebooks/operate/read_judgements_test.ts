import assert from "node:assert/strict";
import { readJudgements } from "./read_judgements.ts";

Deno.test("readJudgements() takes posts as they were drawn, and passes over those without a mood", () => {
  const lines = [
    { source: "x", id: "1", createdAt: 1, title: null, text: "a", mood: "negative" },
    { source: "x", id: "2", text: "b" },
    { source: "reddit", id: "3", text: "c", mood: null },
    { source: "reddit", id: "4", mood: "positive" },
  ].map((line) => JSON.stringify(line));
  assert.deepEqual(readJudgements(`${lines[0]}\n\n${lines.slice(1).join("\r\n")}\n`), [
    { line: 1, post: { source: "x", id: "1" }, mood: -1 },
    { line: 5, post: { source: "reddit", id: "4" }, mood: 1 },
  ]);
});

Deno.test("readJudgements() names the line that is none", () => {
  const good = `{"source":"x","id":"1","mood":"neutral"}`;
  for (
    const bad of [
      "negative",
      "null",
      "[]",
      `{"source":"x","mood":"neutral"}`,
      `{"source":"x","id":1,"mood":"neutral"}`,
      `{"source":"x","id":"1","mood":"sad"}`,
      `{"source":"x","id":"1","mood":1}`,
    ]
  ) assert.throws(() => readJudgements(`${good}\n${bad}`), /Cannot use line 2: /, bad);
  assert.throws(() => readJudgements(`{"source":"x","id":"1"}`), /No line has a mood/);
});
