import assert from "node:assert/strict";
import { hashForm } from "../../text/hash.ts";
import { makeVocabulary } from "./make_vocabulary.ts";
import { vectorModel } from "./word_vectors.ts";

const vectors = {
  dimensions: 2,
  numbers: Float32Array.of(1, 2, 3, 4, 5, 6),
  ranks: new Map(["the", "sun", "moon"].map((word, rank) => [hashForm(word), rank])),
};

Deno.test("makeVocabulary() takes words and bodies of hashtags that have vectors, the most used first", () => {
  const { words } = makeVocabulary(["the Sun @moon", "#sun", "the sun of xyzzy", "moon"], vectors);
  assert.deepEqual([...words], ["sun", "the", "moon"].map(hashForm));
});

Deno.test("vectorModel() has a row of each word's vector after an empty one, of common words less", () => {
  const { weights, labels } = vectorModel(makeVocabulary(["moon moon the"], vectors), vectors);
  assert.equal(labels, 2);
  assert.deepEqual([...weights.subarray(0, 2)], [0, 0]);
  const [ofMoon, ofThe] = [weights[2]! / 5, weights[4]! / 1];
  assert.ok(ofMoon > ofThe && Math.abs(weights[3]! / 6 - ofMoon) < 1e-6);
});
