import assert from "node:assert/strict";
import fc from "fast-check";
import { alterations, alterTexts } from "./alter.ts";

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(" ")), {
  minLength: 1,
  maxLength: 20,
});

Deno.test("alterTexts() makes texts of a text and of one before it, and never knows a later one", () => {
  fc.assert(fc.property(texts, (all) => {
    const altered = alterTexts(all);
    assert.equal(altered.length, all.length * alterations);
    all.forEach((text, i) => {
      const own = text.split(" ");
      const before = new Set(all.slice(0, i).flatMap((earlier) => earlier.split(" ")));
      const [kept, spliced] = altered.slice(i * alterations).map((made) => made.split(" "));
      let at = 0;
      for (const each of kept!) {
        at = own.indexOf(each, at) + 1;
        assert.notEqual(at, 0, "words are left out, in order");
      }
      assert.equal(spliced![0], own[0]);
      for (const each of spliced!) assert.ok(own.includes(each) || before.has(each));
    });
    assert.deepEqual(
      alterTexts(all.slice(0, 3)),
      altered.slice(0, 3 * alterations),
      "later texts change nothing",
    );
  }));
});

Deno.test("alterTexts() leaves some words out and takes some from others", () => {
  const all = ["one two three four five six seven eight", "eins zwei drei vier fünf sechs sieben acht"];
  const rows = Array.from({ length: 50 }, (_, i) => all[i % 2]!);
  const altered = alterTexts(rows);
  const shorter = altered.filter((text, i) => i % alterations === 0 && text.split(" ").length < 8);
  const mixed = altered.filter((text) => /two|three|four/.test(text) && /drei|vier|sechs|acht/.test(text));
  assert.ok(shorter.length > 25 && mixed.length > 5, `${shorter.length}, ${mixed.length}`);
});
