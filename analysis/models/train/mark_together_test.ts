import assert from "node:assert/strict";
import { createLexicon } from "../../text/lexicon.ts";
import { createVocabulary } from "../../text/vocabulary.ts";
import { markTogether } from "./mark_together.ts";
import type { Recipe } from "./recipe.ts";
import { vectorModel } from "./word_vectors.ts";

const words = ["good", "bad", "odd"];
const texts = Array.from({ length: 60 }, (_, i) => `${words[i % 3]} ${i}`);
const others = ["good", "bad", "unheard", "unseen"];
const recipe: Recipe = {
  task: {
    kind: "softmax",
    labels: ["joy", "anger", "surprise"],
    texts,
    targets: Int32Array.from(texts, (_, i) => i % 3),
  },
  helpers: [],
  marked: { file: "trial", own: "none", others },
  training: { bits: 10, epochs: 8, rate: 0.1, decay: 1e-6 },
  orders: 1,
  folds: { of: 5, heldOut: 1 },
};
const vocabulary = createVocabulary(new Int32Array(0));
const lists = {
  lexicons: [createLexicon([]), createLexicon([])],
  vocabulary,
  vectors: vectorModel(vocabulary, { dimensions: 1, numbers: new Float32Array(0), ranks: new Map() }),
  readMarks: () => assert.fail("a head that is to be heard beside a teacher has learnt from none"),
};
const embedded = [...texts, ...others].map((_, i) => {
  const told = i < texts.length ? i % 3 : [-1, -1, 1, 2][i - texts.length];
  return Float16Array.of(told === 0 ? 1 : 0, told === 1 ? 1 : 0, told === 2 ? 1 : 0);
});
const rows = Int32Array.from(texts.keys());

Deno.test("markTogether() says of each text what the head knows by its words or the teacher by its numbers", () => {
  const marks = markTogether(embedded, recipe, rows, lists);
  const tops = others.map((_, text) => {
    const own = [...marks.subarray(text * 3, text * 3 + 3)];
    assert(Math.abs(own.reduce((sum, mark) => sum + mark) - 1) < 1e-6);
    return own.indexOf(Math.max(...own));
  });
  assert.deepEqual(tops, [0, 1, 1, 2]);
  assert.deepEqual(markTogether(embedded, recipe, rows, lists), marks);
});

Deno.test("markTogether() knows the labels of its rows only", () => {
  const early = rows.subarray(0, 30);
  const later = recipe.task.targets.map((target, row) => row < 30 ? target : 2);
  const marks = markTogether(embedded, recipe, early, lists);
  const task = { ...recipe.task, targets: later };
  assert.deepEqual(markTogether(embedded, { ...recipe, task }, early, lists), marks);
});
