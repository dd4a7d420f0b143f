import assert from "node:assert/strict";
import fc from "fast-check";
import { createVocabulary, numberOf } from "./vocabulary.ts";

Deno.test("numberOf() is the place of a word, and -1 for all that the vocabulary does not have", () => {
  const hashes = fc.uniqueArray(fc.integer(), { maxLength: 200 });
  fc.assert(fc.property(hashes, hashes, (words, others) => {
    const vocabulary = createVocabulary(Int32Array.from(words));
    words.forEach((hash, number) => assert.equal(numberOf(vocabulary, hash), number));
    for (const hash of others) {
      if (!words.includes(hash)) assert.equal(numberOf(vocabulary, hash), -1);
    }
  }));
});
