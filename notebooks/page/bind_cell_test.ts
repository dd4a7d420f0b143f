import assert from "node:assert/strict";
import type { Bind } from "../../analysis/store/reads.ts";
import { topics } from "../topics.ts";
import { bindCell, type BindScope } from "./bind_cell.ts";
import { compileSql, compileSqlFence } from "./compile_sql.ts";
import { readFenceInfo } from "./fence_info.ts";
import type { SqlCell } from "./page.ts";
import { ParamSpec } from "./param_spec.ts";

const specs = {
  topic: ParamSpec.parse({ type: "topic" }),
  word: ParamSpec.parse({ type: "text" }),
  least: ParamSpec.parse({ type: "number", default: 3 }),
  since: ParamSpec.parse({ type: "time", default: "2026-01-01" }),
  langs: ParamSpec.parse({ type: "list" }),
  by: ParamSpec.parse({ type: "column", default: "author", columns: { author: "author_id" } }),
  window: ParamSpec.parse({ type: "interval" }),
};
const scope: BindScope = {
  specs,
  values: {
    topic: "",
    word: "'; drop table posts --",
    least: 3,
    since: 5,
    langs: ["en"],
    by: "author",
    window: "1h",
  },
  span: { asOf: 7_200_000, from: 3_600_000, bucketMs: 60_000 },
  writeTopic: topics.write,
  rules: [],
  moods: "corrected",
};

const cellOf = (source: string, info = ""): SqlCell => ({
  kind: "sql",
  id: "c1",
  name: "t",
  line: 10,
  span: 12,
  ...compileSqlFence(readFenceInfo(`sql t ${info}`), source, 10),
});
const bound = (source: string, values = {}) =>
  bindCell(cellOf(source), { ...scope, values: { ...scope.values, ...values } });

Deno.test("bindCell() binds each type as itself; no value becomes SQL", () => {
  const cases: [string, string, Bind[]][] = [
    ["${word}", "$1", [{ type: "text", value: "'; drop table posts --" }]],
    ["${least}", "$1", [{ type: "number", value: 3 }]],
    ["${since}", "$1", [{ type: "time", value: 5 }]],
    ["any(${langs})", "any($1)", [{ type: "texts", value: ["en"] }]],
    ["${by}", '"author_id"', []],
    ["${window}", "to_milliseconds($1)", [{ type: "number", value: 3_600_000 }]],
    ["${bucket}", "to_milliseconds($1)", [{ type: "number", value: 60_000 }]],
    ["${asOf} ${from} ${asOf}", "$1 $2 $1", [{ type: "time", value: 7_200_000 }, {
      type: "time",
      value: 3_600_000,
    }]],
    ["${topic}", "(true)", []],
  ];
  for (const [source, sql, binds] of cases) assert.deepEqual(bound(source), { sql, binds }, source);
});

Deno.test("bindCell() writes a topic as a predicate with every word bound", () => {
  const { sql, binds } = bound("${topic}", { topic: `rain -"'; drop table" 100%` });
  assert.doesNotMatch(sql, /rain|drop/);
  assert.ok(binds.every(({ type }) => type === "text"));
});

Deno.test("bindCell() names the line of a parameter the page does not have", () => {
  assert.throws(() => bound("select\n${nope}"), (error: Error & { cellError: { line: number } }) => {
    assert.equal(error.cellError.line, 11);
    assert.match(error.message, /No parameter "nope"; this page has here, asOf, from, bucket, topic/);
    return true;
  });
  assert.throws(() => bound("${constructor}"), /No parameter/);
  assert.throws(() => bound("${__proto__}"), /No parameter/);
});

Deno.test("compileSql() drops comments, keeps lines, and refuses placeholders in quotes", () => {
  const { parts, error } = compileSql("select 1 -- ${a}\n/* ${b}\n*/ + ${c} + '${'", 1);
  assert.deepEqual(parts.filter((part) => "placeholder" in part), [{ placeholder: "c", line: 3 }]);
  assert.match(error?.message ?? "", /inside quotes/);
  assert.equal(error?.line, 3);
  assert.match(compileSql("select ${a b}", 4).error?.message ?? "", /A placeholder is \$\{name\}/);
  assert.equal(compileSql("select 'it''s -- not a comment'", 1).error, undefined);
});

Deno.test("bindCell() writes ${here} as topic, window and what the cell narrows by, each bound once", () => {
  const { sql, binds } = bindCell(
    cellOf("select ${from} where ${here} and ${here}", 'key=start and="mood = -1 and author = ${word}"'),
    { ...scope, values: { ...scope.values, topic: "rain" } },
  );
  const here =
    "(((contains(norm, $2) and (contains(norm, $3) or contains(norm, $4)))) and created_at >= $1 and created_at < $5 and (mood = -1 and author = $6))";
  assert.equal(sql, `select $1 where ${here} and ${here}`);
  assert.deepEqual(binds.map(({ value }) => value), [
    3_600_000,
    "rain ",
    " rain ",
    " #rain ",
    7_200_000,
    scope.values["word"],
  ]);
});

Deno.test("bindCell() writes ${here} of a page without a topic as the window alone", () => {
  const { sql } = bindCell(cellOf("where ${here}"), { ...scope, specs: {} });
  assert.equal(sql, "where (created_at >= $1 and created_at < $2)");
});

Deno.test("compileSqlFence() wants ${here} where key= and and= refer to it", () => {
  const problem = (source: string, info: string) => cellOf(source, info).error;
  assert.equal(problem("${here}", 'key=start,source and="mood = -1"'), undefined);
  assert.match(problem("select 1", "key=start")?.message ?? "", /which this cell does not use/);
  assert.match(problem("select 1", 'and="mood = -1"')?.message ?? "", /which this cell does not use/);
  assert.match(problem("${here}", 'and="${here}"')?.message ?? "", /cannot use it/);
  assert.match(problem("${here}", `and="x = '\${word}'"`)?.message ?? "", /inside quotes/);
  assert.equal(problem("${here}", "key=nothing")?.line, 9);
});
