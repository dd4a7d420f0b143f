import assert from "node:assert/strict";
import { openOpinions } from "./opinions.ts";
import { otherJudges } from "./text/second_opinions.ts";

Deno.test("AFINN and wink-nlp say their moods, of any text, outside this thread, and again after an end", async () => {
  const texts = [
    "I love this, it is wonderful",
    "I hate this, it is terrible",
    "the table is brown",
    "",
    "😀",
    "é".repeat(100_000),
  ];
  for (let time = 1; time <= 2; time++) {
    using opinions = openOpinions();
    const moods = await opinions.ask(texts);
    assert.equal(moods.length, texts.length);
    assert.deepEqual(moods.slice(0, 3), [[1, 1], [-1, -1], [0, 0]]);
    assert.ok(
      moods.every((of) => of.length === otherJudges.length && of.every((mood) => [-1, 0, 1].includes(mood))),
    );
    assert.deepEqual(await opinions.ask(texts.slice(0, 1)), [[1, 1]]);
  }
});

Deno.test("the other judges have names and versions", () => {
  assert.match(
    otherJudges.join(),
    /^AFINN-165 \(sentiment \d+\.\d+\.\d+\),wink-nlp \d+\.\d+\.\d+ \(wink-eng-lite-web-model \d/,
  );
});
