import assert from "node:assert/strict";
import fc from "fast-check";
import { packTags } from "../text/tagger.ts";
import { slotOfWord, type WordTable } from "../text/word_table.ts";
import { decodeTagger, encodeTagger, type HashedFacts, type TaggerContent } from "./tagger_file.ts";

const byte = fc.integer({ min: 0, max: 255 });
const pair = fc.integer({ min: 0, max: 65_535 });
const facts = fc.uniqueArray(
  fc.record({
    hash: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).filter((hash) => hash !== 0),
    fine: pair,
    coarse: byte,
    sense: pair,
    field: byte,
    capital: byte,
    lists: byte,
    part: byte,
  }, { noNullPrototype: true }),
  { selector: ({ hash }) => hash, maxLength: 40 },
);

function contentOf(words: HashedFacts[], phrases: HashedFacts[]): TaggerContent {
  return {
    model: "trial-1",
    tags: ["O", "B-person", "I-person"],
    bits: 1,
    scale: 0.5,
    outsideBias: 0.25,
    slope: 1,
    shift: -1,
    transitions: [0, 1, null, 0, 1, 2, 0, 1, 2],
    table: packTags(Int8Array.of(-7, 0, 7, 1, 2, 3), 3),
    words,
    phrases,
  };
}

Deno.test("decodeTagger() reads what encodeTagger() wrote", () => {
  fc.assert(fc.property(facts, facts, (words, phrases) => {
    const content = contentOf(words, phrases);
    const tagger = decodeTagger(encodeTagger(content), "trial.model");
    assert.deepEqual(tagger.table, content.table);
    assert.deepEqual([...tagger.transitions], [0, 1, -Infinity, 0, 1, 2, 0, 1, 2]);
    for (const row of words) assert.deepEqual(factsOf(tagger.words, row.hash), row);
    for (const row of phrases) assert.deepEqual(factsOf(tagger.phrases, row.hash), row);
  }));
});

Deno.test("decodeTagger() refuses tables of another length", () => {
  const bytes = encodeTagger({ ...contentOf([], []), bits: 2 });
  assert.throws(
    () => decodeTagger(bytes, "trial.model"),
    /Cannot use model file "trial.model": its tables are not as long as it says/,
  );
});

function factsOf(table: WordTable, hash: number): HashedFacts {
  const slot = slotOfWord(table, hash);
  const { hashes, fine, coarse, sense, field, capital, lists, part } = table;
  const at = (column: ArrayLike<number>) => column[slot]!;
  return {
    hash: at(hashes),
    fine: at(fine),
    coarse: at(coarse),
    sense: at(sense),
    field: at(field),
    capital: at(capital),
    lists: at(lists),
    part: at(part),
  };
}
