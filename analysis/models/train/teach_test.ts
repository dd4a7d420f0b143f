import assert from "node:assert/strict";
import { hashForm } from "../../text/hash.ts";
import { createLexicon } from "../../text/lexicon.ts";
import { createVocabulary } from "../../text/vocabulary.ts";
import { readCorpus } from "./corpus.ts";
import { type Lesson, teach } from "./teach.ts";

const texts = Array.from({ length: 120 }, (_, i) => {
  return `${["good", "bad", "plain"][i % 3]} ${"abcdefghij"[i % 10]}${"klmnopqrst"[i % 7]}`;
});
const lesson: Lesson = {
  corpus: readCorpus(texts, {
    lexicons: [createLexicon([]), createLexicon([])],
    vocabulary: createVocabulary(Int32Array.from(["good", "bad"], hashForm)),
  }),
  kind: "softmax",
  labels: 3,
  targets: Int32Array.from(texts, (_, i) => i % 3),
  classWeights: [1, 1, 1],
  rows: Int32Array.from({ length: 90 }, (_, row) => row),
  share: 1,
  weight: 1,
};
const other: Lesson = {
  ...lesson,
  kind: "sigmoid",
  labels: 2,
  targets: Int32Array.from(texts, (_, i) => [1, 2, 0][i % 3]!),
  share: 0.5,
  weight: 0.5,
};

Deno.test("teach() says of texts that it has not seen what it learnt of others, each time the same", () => {
  const taught = teach([lesson, other]);
  for (let row = 90; row < texts.length; row++) {
    const own = [...taught.subarray(row * 3, row * 3 + 3)];
    assert.equal(own.indexOf(Math.max(...own)), row % 3);
    assert.ok(Math.abs(own.reduce((sum, value) => sum + value) - 1) < 1e-5);
  }
  assert.deepEqual(teach([lesson, other]), taught);
});
