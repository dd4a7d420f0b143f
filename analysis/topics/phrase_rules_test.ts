import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Bind } from "../store/bind.ts";
import { normOf, tokenise } from "../text/tokens.ts";
import { inOrder, type MoodsOf, type PhraseRule, ruledPosts, rulePhrase } from "./phrase_rules.ts";
import { phraseLeaf } from "./leaf.ts";
import { matches } from "./matches.ts";
import { postText } from "./queries_harness.ts";

/** The rule that decides on a post with this norm, by the other back end; null where none does. */
function ruleFor(rules: readonly PhraseRule[], norm: string): PhraseRule | null {
  return inOrder(rules).find(({ phrase }) => matches(phraseLeaf(phrase, false)!, norm)) ?? null;
}

Deno.test("rulePhrase() gives the tokens of a phrase, and nothing where there are none", () => {
  assert.equal(rulePhrase("  War-Zone  "), rulePhrase("war-zone"));
  assert.equal(rulePhrase("War   Zone"), "war zone");
  assert.equal(rulePhrase("…"), null);
});

Deno.test("of two phrases in a post the longer one decides", () => {
  const rules: PhraseRule[] = [{ phrase: "war", mood: -1 }, { phrase: "war zone", mood: 0 }];
  assert.deepEqual(inOrder(rules).map(({ phrase }) => phrase), ["war zone", "war"]);
  assert.equal(ruleFor(rules, " the war zone ")?.mood, 0);
  assert.equal(ruleFor(rules, " the war ")?.mood, -1);
  assert.equal(ruleFor(rules, " warm zones "), null);
});

Deno.test("the two back ends of rules agree, what a person said holds, and the model's mood stays beside", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const mood = fc.constantFrom(-1, 0, 1);
  const rule = fc.tuple(postText, mood).map(([text, mood]) => {
    const phrase = rulePhrase(text.split(/\s+/).slice(0, 2).join(" "));
    return phrase === null ? [] : [{ phrase, mood: mood as PhraseRule["mood"] }];
  });
  let decided = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(postText, mood, fc.boolean()), { minLength: 1, maxLength: 6 }),
      fc.array(rule, { maxLength: 4 }),
      fc.constantFrom<MoodsOf>("corrected", "modelled"),
      async (posts, drawn, shown) => {
        const [first] = posts;
        const own = rulePhrase(first![0].slice(0, 12));
        const listed = [...drawn.flat(), ...own === null ? [] : [{ phrase: own, mood: 0 as const }]];
        const rules = [...new Map(listed.map((rule) => [rule.phrase, rule])).values()];
        const binds: Bind[] = [];
        const bind = (value: Bind) => `$${binds.push(value)}`;
        const sql = ruledPosts("posts", rules, shown, bind);
        await connection.run(
          `create or replace table posts (i integer, norm varchar, mood tinyint, polarity float,
          model_mood tinyint, model_polarity float, corrected_mood tinyint, corrected_at timestamp, mood_rule varchar)`,
        );
        for (const [i, [text, mood, byHand]] of posts.entries()) {
          await connection.run(
            `insert into posts values (${i}, $1, ${mood}, 0.5, ${-mood}, 0.25, ${mood}, ${
              byHand ? "now()::timestamp" : "null"
            }, null)`,
            [normOf(tokenise(text))],
          );
        }
        const reader = await connection.runAndReadAll(
          `select mood, corrected_mood, model_mood, mood_rule from (${sql}) order by i`,
          binds.map(({ value }) => value as string),
        );
        const expected = posts.map(([text, mood, byHand]) => {
          const found = byHand ? null : ruleFor(rules, normOf(tokenise(text)));
          if (found !== null) decided++;
          const corrected = found?.mood ?? mood;
          return [shown === "modelled" ? -mood + 0 : corrected, corrected, -mood + 0, found?.phrase ?? null];
        });
        assert.deepEqual(reader.getRows(), expected);
      },
    ),
    { numRuns: 100 },
  );
  assert.ok(decided > 5, `${decided} posts were decided by a rule`);
});
