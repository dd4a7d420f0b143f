import assert from "node:assert/strict";
import fc from "fast-check";
import { hostileTexts } from "../text/hostile_texts_harness.ts";
import { formatTopic } from "./format_topic.ts";
import { parseTopic } from "./parse.ts";
import { anyQuery, query } from "./queries_harness.ts";
import { TopicError } from "./topic.ts";

const written = (text: string) => formatTopic(parseTopic(text));

Deno.test("parseTopic() reads words, phrases, tags, names, cashtags and beginnings", () => {
  assert.deepEqual(parseTopic("Climate"), {
    kind: "leaf",
    tokens: ["climate"],
    tag: "#climate",
    prefix: false,
  });
  assert.deepEqual(parseTopic("climat*"), { kind: "leaf", tokens: ["climat"], tag: "#climat", prefix: true });
  const exact = (tokens: string[], prefix = false) => ({ kind: "leaf", tokens, tag: null, prefix });
  assert.deepEqual(parseTopic('"Climate"'), exact(["climate"]));
  assert.deepEqual(parseTopic("“Climate  change!”"), exact(["climate", "change"]));
  assert.deepEqual(parseTopic('"climate chang*"'), exact(["climate", "chang"], true));
  assert.deepEqual(parseTopic("well-known"), exact(["well", "known"]));
  assert.deepEqual(parseTopic("#COP21"), exact(["#cop21"]));
  assert.deepEqual(parseTopic("#cop*"), exact(["#cop"], true));
  assert.deepEqual(parseTopic("@NYTimes"), exact(["@nytimes"]));
  assert.deepEqual(parseTopic("$BRK.B"), exact(["$brk.b"]));
  assert.deepEqual(parseTopic("2014"), exact(["2014"]));
  assert.deepEqual(parseTopic("👍🏽"), exact(["👍🏽"]));
  assert.deepEqual(parseTopic("東京"), { kind: "leaf", tokens: ["東", "京"], tag: "#東京", prefix: false });
});

Deno.test("parseTopic() binds AND more than OR, and drops needless parentheses", () => {
  for (
    const [text, same] of [
      ["a b OR c d", "(a b) OR (c d)"],
      ["a AND b AND (c)", "a b c"],
      ["(a OR (b OR c))", "a OR b OR c"],
      ["a NOT b", "a -b"],
      ["a AND NOT (b OR c)", "a -(b OR c)"],
      ["a --b", "a b"],
      ["a −b", "a -b"],
      ["apple -(pie OR 'juice')", "apple -(pie OR juice)"],
      ["a or b", "a or b"],
      ['(a)(b)"c d"-e', 'a b "c d" -e'],
    ] as const
  ) assert.equal(written(text), same);
});

Deno.test("parseTopic() passes over what holds no word", () => {
  assert.deepEqual(parseTopic(" \n"), { kind: "all" });
  assert.equal(written('apple & pie - "" -!!! ...'), "apple pie");
  assert.equal(written("Breaking: news at 12:30"), 'breaking news at "12 30"');
});

Deno.test("parseTopic() says what is wrong, and where", () => {
  for (
    const [text, message, position, length] of [
      ['a "b c', /^Unclosed quote/, 2, 4],
      ["a (b c", /^Unclosed parenthesis/, 2, 4],
      ["a) b", /^Closing parenthesis/, 1, 1],
      ["a ()", /^Nothing between/, 2, 2],
      ["a (!!!) b", /^Nothing between/, 2, 5],
      ["a OR", /^OR needs something on both sides$/, 2, 2],
      ["OR a", /^OR needs/, 0, 2],
      ["a OR !!!", /^OR needs/, 2, 2],
      ["a AND", /^AND needs/, 2, 3],
      ["a AND OR b", /^AND needs/, 2, 3],
      ["a NOT", /^An exclusion needs/, 2, 3],
      ["-a", /^Only exclusions: add what to look for$/, 0, 2],
      ["a OR -b", /^Only exclusions/, 0, 7],
      ["-(a -b) -c", /^Only exclusions/, 0, 10],
      ["!!!", /^Nothing to search for/, 0, 3],
      ["*", /^A \* needs/, 0, 1],
      ["a !*", /^A \* needs/, 3, 1],
      ["wo*rd", /^A \* can only stand at the end/, 2, 1],
      ["see https://a.b/c", /^Links cannot/, 4, 13],
      ["a NEAR/3 b", /^NEAR is not available yet/, 2, 6],
      ['a source:"x y"', /^source: is not available yet$/, 2, 7],
      ["LANG:en", /^LANG: is not available yet$/, 0, 5],
      ["re:invent", /^re: is unknown; /, 0, 3],
      ["a".repeat(10_001), /at most 10000 characters/, 10_000, 1],
      ["a ".repeat(65), /at most 64 words/, 128, 1],
      ["(".repeat(5000), /^More than 20 levels/, 21, 1],
    ] as const
  ) {
    assert.throws(() => parseTopic(text), (error) => {
      assert.ok(error instanceof TopicError);
      assert.match(error.message, message);
      assert.deepEqual([error.position, error.length], [position, length], text.slice(0, 40));
      return true;
    });
  }
});

Deno.test("parseTopic() throws nothing but TopicError, whatever is typed", () => {
  const check = (text: string) => {
    try {
      parseTopic(text);
    } catch (error) {
      assert.ok(error instanceof TopicError, String(error));
      assert.ok(error.position >= 0 && error.length > 0 && error.position + error.length <= text.length);
    }
  };
  for (const [, text] of hostileTexts) check(text), check(text.slice(0, 5000));
  for (const piece of ["-", "(", ")", '"', "a OR ", "NOT ", "a*", "-(", "#@$", "x:", '""', "«", "("]) {
    check(piece.repeat(Math.floor(10_000 / piece.length)));
  }
  fc.assert(fc.property(anyQuery, check), { numRuns: 3000 });
});

Deno.test("formatTopic() writes what parseTopic() reads back as the same topic", () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(query, anyQuery), (text) => {
      let topic;
      try {
        topic = parseTopic(text);
      } catch {
        return;
      }
      read++;
      assert.deepEqual(parseTopic(formatTopic(topic)), topic);
    }),
    { numRuns: 3000 },
  );
  assert.ok(read > 1000);
});
