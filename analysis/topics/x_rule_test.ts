import assert from "node:assert/strict";
import fc from "fast-check";
import { normOf, tokenise } from "../text/tokens.ts";
import { matches } from "./matches.ts";
import { parseTopic } from "./parse.ts";
import { postText, query } from "./queries_harness.ts";
import { xRule } from "./x_rule.ts";

const rule = (query: string, languages?: string[]) => xRule(parseTopic(query), languages);

Deno.test("xRule() says a topic in X's language of rules", () => {
  for (
    const [query, expected] of [
      ["climate", "(climate OR #climate)"],
      ["#climate @jack $BRK.B", "#climate @jack $brk.b"],
      ['"New York" well-known', '"new york" "well known"'],
      ["storm OR flood", "storm OR #storm OR flood OR #flood"],
      ["rain (storm OR (flood river))", rainAndMore],
      ["rain -storm", "(rain OR #rain) -storm -#storm"],
      ['rain -(storm OR "high water")', '(rain OR #rain) -storm -#storm -"high water"'],
      ["東京タワー", "(東京タワー OR #東京タワー)"],
      ['"東京 rain"', '"東京 rain"'],
      ["👍🏽 don't", '"👍🏽" "don\'t"'],
    ] as const
  ) assert.equal(rule(query), expected);
  assert.equal(rule("#a OR #b", ["en"]), "(#a OR #b) lang:en");
  assert.equal(rule("#a #b", ["en", "de"]), "#a #b (lang:en OR lang:de)");
});

const rainAndMore = "(rain OR #rain) (storm OR #storm OR ((flood OR #flood) (river OR #river)))";

Deno.test("xRule() refuses what X cannot be asked for, names it, and says what to do", () => {
  for (
    const [query, message] of [
      ["", /^X cannot be asked for all posts: name words$/],
      ["rain climat*", /^X cannot be asked for “climat\*”: write the words out/],
      ['rain "clim chan*"', /^X cannot be asked for “"clim chan\*"”/],
      ["rain (storm OR -flood)", /^X cannot be asked for “-flood” beside OR: put the exclusion outside/],
      ["rain -(storm flood)", /^X cannot leave out “storm flood” as a whole: exclude one/],
      ["@me@host.social", /^X has no name like “@me@host\.social”: leave it out$/],
    ] as const
  ) assert.throws(() => rule(query), { name: "Poison", message }, query);
  const long = Array.from({ length: 40 }, (_, n) => `"some words ${n} of many"`).join(" OR ");
  assert.throws(() => rule(long), {
    message: /^X takes a rule of 1024 characters, this one has \d+: follow/,
  });
});

Deno.test("xRule(), read as a topic of ours, finds the same posts", () => {
  let said = 0;
  fc.assert(
    fc.property(query, fc.array(postText, { minLength: 1, maxLength: 6 }), (typed, others) => {
      let topic, again;
      try {
        topic = parseTopic(typed);
        again = parseTopic(xRule(topic));
      } catch {
        return;
      }
      said++;
      for (const text of [...others, typed, typed.replace(/[()"*]|OR/g, " ")]) {
        const norm = normOf(tokenise(text));
        assert.equal(matches(again, norm), matches(topic, norm), text);
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(said > 200, `${said} rules`);
});
