import assert from "node:assert/strict";
import fc from "fast-check";
import { mayFollow } from "./viterbi.ts";
import { readTagFeatures } from "./tag_features.ts";
import { createTagFeatures, tagFeatures } from "./tag_view.ts";
import { mostWeight, packTags, tagEntities, type Tagger } from "./tagger.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";
import { createWordTable } from "./word_table.ts";

const tags = ["O", "B-person", "I-person", "B-location", "I-location"];
const bits = 4;
const nothing = createWordTable([]);

function taggerOf(weights: Int8Array): Tagger {
  return {
    model: "trial-1",
    tags,
    bits,
    scale: 1,
    outsideBias: 0,
    slope: 1,
    shift: 0,
    transitions: Float64Array.from(
      { length: tags.length ** 2 },
      (_, at) => mayFollow(at % tags.length, Math.floor(at / tags.length)) ? 0 : -Infinity,
    ),
    table: packTags(weights, tags.length),
    words: nothing,
    phrases: nothing,
  };
}

Deno.test("tagEntities() goes by the sums of the weights, whatever they are", () => {
  const weight = fc.oneof(
    fc.integer({ min: -mostWeight, max: mostWeight }),
    fc.constantFrom(-mostWeight, mostWeight),
  );
  const size = 2 ** bits * tags.length;
  const units = createUnits();
  const features = createTagFeatures();
  fc.assert(fc.property(fc.array(weight, { minLength: size, maxLength: size }), (weights) => {
    readUnits("Anna", tokenise("Anna"), units);
    readTagFeatures("Anna", units, { words: nothing, phrases: nothing }, features);
    const sums = tags.map((_, tag) =>
      [...features.hashes.subarray(0, tagFeatures)].reduce(
        (sum, hash) => sum + weights[(hash & (2 ** bits - 1)) * tags.length + tag]!,
        0,
      )
    );
    const [outside, person, , place] = sums as [number, number, number, number];
    const [found] = tagEntities(taggerOf(Int8Array.from(weights)), "Anna", units);
    if (found === undefined) assert.ok(outside >= Math.max(person, place));
    else {
      const own = found.type === "person" ? person : place;
      assert.equal(own, Math.max(outside, person, place));
      assert.ok(Math.abs(found.score - 1 / (1 + Math.exp(outside - own))) < 1e-9);
    }
  }));
});

Deno.test("tagEntities() reads weights at their limits", () => {
  const units = createUnits();
  const text = "Anna met Bob";
  readUnits(text, tokenise(text), units);
  const weightOf = (tag: number) => tag === 1 ? mostWeight : tag === 2 ? -mostWeight : 0;
  const weights = Int8Array.from({ length: 2 ** bits * tags.length }, (_, at) => weightOf(at % tags.length));
  const spans = tagEntities(taggerOf(weights), text, units);
  assert.deepEqual(spans.map(({ first, last, type }) => [first, last, type]), [
    [0, 0, "person"],
    [1, 1, "person"],
    [2, 2, "person"],
  ]);
});
