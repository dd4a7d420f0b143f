import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Bind } from "../store/bind.ts";
import { analysePost } from "../text/analyse.ts";
import { normOf, tokenise } from "../text/tokens.ts";
import { matches } from "./matches.ts";
import { parseTopic } from "./parse.ts";
import { postText, query } from "./queries_harness.ts";
import { topicSql } from "./topic_sql.ts";
import type { Topic } from "./topic.ts";

const normalised = (text: string) => normOf(tokenise(text));

Deno.test("matches() finds words, tags, phrases and beginnings in a norm", () => {
  const norm = normalised("RT @Jack: #Apple’s well-known “climate change” talk, $BRK.B; 東京タワー #大阪城");
  for (
    const yes of [
      "apple",
      "#APPLE",
      "app*",
      "#ap*",
      '"climate change"',
      "clim*",
      '"climate chan*"',
      "well-known",
      "@jack",
      "@ja*",
      "$brk.b",
      "$BRK*",
      "東京",
      "京タ",
      "大阪城",
      "talk -pie",
      "pie OR talk",
      "-pie talk",
      "",
    ]
  ) assert.ok(matches(parseTopic(yes), norm), yes);
  for (
    const no of [
      "ppl*",
      '"apple"',
      '"change climate"',
      "#climate",
      "jack",
      "brk",
      "$brk",
      "京都",
      "talk -apple",
      "pie",
      "know",
      "大阪",
    ]
  ) assert.ok(!matches(parseTopic(no), norm), no);
});

Deno.test("topicSql() binds every word into fixed templates", () => {
  const binds: Bind[] = [];
  const sql = topicSql(parseTopic('apple ("o\'neill" OR pi*) -#x'), (value) => `$${binds.push(value)}`);
  assert.equal(
    sql,
    "((contains(norm, $1) and (contains(norm, $2) or contains(norm, $3))) and " +
      "((contains(norm, $4) and contains(norm, $5)) or " +
      "(contains(norm, $6) and (contains(norm, $7) or contains(norm, $8)))) and " +
      "not (contains(norm, $9) and contains(norm, $10)))",
  );
  assert.deepEqual(binds.map(({ value }) => value), [
    "apple ",
    " apple ",
    " #apple ",
    "o neill ",
    " o neill ",
    "pi",
    " pi",
    " #pi",
    "#x ",
    " #x ",
  ]);
  assert.equal(topicSql(parseTopic(""), () => assert.fail()), "true");
});

Deno.test("matches() and topicSql() in DuckDB agree on any topic and text", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  let found = 0;
  let missed = 0;
  try {
    await fc.assert(
      fc.asyncProperty(query, fc.array(postText, { minLength: 1, maxLength: 12 }), async (typed, others) => {
        const topic = readOr(typed);
        if (topic === undefined) return;
        // The query's own words, so that it finds something.
        const words = typed.replace(/[()"*]|OR/g, " ");
        const texts = [...others, words, words.slice(0, words.length / 2), words.replaceAll("-", " ")];
        const values = texts.map(normalised);
        const placeholder = (value: string) => `$${values.push(value)}`;
        const rows = texts.map((_, i) => `($${i + 1}, ${i})`).join(", ");
        const predicate = topicSql(topic, (bind) => placeholder(bind.value as string));
        const reader = await connection.runAndReadAll(
          `select ${predicate} from (values ${rows}) posts(norm, i) order by i`,
          values,
        );
        const sql = reader.getRows().map(([value]) => value);
        const plain = texts.map((_, i) => matches(topic, values[i]!));
        assert.deepEqual(sql, plain);
        for (const match of plain) match ? found++ : missed++;
      }),
      { numRuns: 500 },
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  assert.ok(found > 100 && missed > 100, `${found} found, ${missed} missed`);
});

Deno.test("every term of an analysed post is a topic that finds the post", () => {
  let terms = 0;
  fc.assert(
    fc.property(postText, (text) => {
      const analysis = analysePost({ text });
      for (const term of analysis.terms) {
        terms++;
        assert.ok(matches(parseTopic(term), analysis.norm), term);
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(terms > 1000);
});

function readOr(typed: string): Topic | undefined {
  try {
    return parseTopic(typed);
  } catch {
    return undefined;
  }
}
