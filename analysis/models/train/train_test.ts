import assert from "node:assert/strict";
import fc from "fast-check";
import { hashForm } from "../../text/hash.ts";
import { createLexicon } from "../../text/lexicon.ts";
import { createVocabulary } from "../../text/vocabulary.ts";
import { encodeLinear } from "../linear_file.ts";
import { bestThreshold, fitPlatt, fitTemperature, fitThreshold } from "./calibrate.ts";
import { clusterWords } from "./clusters.ts";
import { alignSpans } from "./conll.ts";
import { readCorpus } from "./corpus.ts";
import { createHelper, foldHelpers, helperColumns } from "./helpers.ts";
import { makeHead } from "./make_head.ts";
import { type Recipe, sourcesOf } from "./recipe.ts";
import { trainByRecipe } from "./train_by_recipe.ts";
import type { TrainingLists } from "./training_lists.ts";
import type { Task } from "./tasks.ts";
import { sumRow, trainLinear } from "./train_linear.ts";
import { vectorModel } from "./word_vectors.ts";

const texts = ["good day", "very good", "bad day", "so bad", "a chair", "a table"].flatMap((text) =>
  Array.from({ length: 10 }, (_, i) => `${text} ${"abcdefghij"[i]}x`)
);
const task: Task = {
  kind: "softmax",
  labels: ["positive", "negative", "neutral"],
  texts,
  targets: Int32Array.from(texts, (_, i) => Math.floor(i / 20)),
};
const training = { bits: 10, epochs: 6, rate: 0.1, decay: 1e-6 };
const recipe: Recipe = { task, helpers: [task], training, orders: 2, folds: { of: 5, heldOut: 5 } };
const taught: Recipe = {
  ...recipe,
  orders: 1,
  marked: { file: "trial", own: "all", others: ["good chair", "bad chair"], altered: true },
  convolution: { width: 4, filters: 8, epochs: 2 },
  folds: { of: 5, heldOut: 1 },
};
const vocabulary = createVocabulary(Int32Array.from(["good", "bad", "chair"], hashForm));
const lists: TrainingLists = {
  lexicons: [createLexicon([]), createLexicon([])],
  vocabulary,
  vectors: vectorModel(vocabulary, {
    dimensions: 2,
    numbers: Float32Array.of(1, 0.5, -1, 0.5, 0, -1),
    ranks: new Map([...vocabulary.words].map((hash, rank) => [hash, rank])),
  }),
  readMarks: (_, { texts }) =>
    Float32Array.from(texts.flatMap((text) => text.startsWith("good") ? [1, 0, 0] : [0, 0.5, 0.5])),
};

Deno.test("makeHead() makes the same bytes of the same texts", () => {
  for (const each of [recipe, taught]) {
    const make = () => encodeLinear(makeHead(each, "trial-1", lists));
    assert.deepEqual(make(), make());
  }
});

Deno.test("a head learns words that no labelled text has from others that are marked, also without marks of its own", () => {
  const others = [..."abcdefghij"].map((letter) => `grand ${letter}x`);
  const readMarks = (_: string, marked: { texts: readonly string[] }) => {
    assert.deepEqual(marked.texts, others);
    return Float32Array.from(others.flatMap(() => [1, 0, 0]));
  };
  const untaught = { ...recipe, marked: { file: "trial", own: "none" as const, others } };
  const { models: [model] } = trainByRecipe(untaught, { ...lists, readMarks }, [{}]);
  const topOf = (text: string) => {
    const sums = new Float64Array(3);
    sumRow(model!, readCorpus([text], lists), 0, sums);
    return sums.indexOf(Math.max(...sums));
  };
  assert.deepEqual(["grand", "good", "bad", "chair"].map(topOf), [0, 0, 1, 2]);
});

Deno.test("makeHead() calibrates by models whose teachers know no labels of what is held out", () => {
  const asked: string[] = [];
  const readMarks = (file: string) => {
    asked.push(file);
    return Float32Array.of(1, 0, 0);
  };
  const marked = { file: "trial", own: "none" as const, others: ["grand"] };
  makeHead({ ...recipe, marked, folds: { of: 5, heldOut: 2 } }, "trial-1", { ...lists, readMarks });
  assert.deepEqual(asked, ["trial", "trial-without-0", "trial-without-1"]);
  const some = () =>
    trainByRecipe({ ...recipe, marked }, { ...lists, readMarks }, [{ rows: Int32Array.of(0, 1) }]);
  assert.throws(some, /Some rows of trial ask for marks of teachers that know no labels of the others/);
});

Deno.test("trainByRecipe() does not learn from altered texts of rows that are left out", () => {
  const rows = Int32Array.from(texts.keys()).filter((row) => row !== 3);
  const sources = sourcesOf(taught);
  const learnt = (changed: (text: number) => boolean) => {
    const readMarks: TrainingLists["readMarks"] = (...asked) => {
      const marks = lists.readMarks(...asked);
      return marks.map((mark, i) => changed(Math.floor(i / 3)) ? 1 - mark : mark);
    };
    const { weights, convolution } = trainByRecipe(taught, { ...lists, readMarks }, [{ rows }]).models[0]!;
    return { weights, vectors: convolution!.vectors };
  };
  const asIs = learnt(() => false);
  assert.deepEqual(learnt((text) => sources[text] === 3), asIs);
  const other = learnt((text) => text >= texts.length && sources[text] === 4);
  assert.notDeepEqual(other.weights, asIs.weights);
  assert.notDeepEqual(other.vectors, asIs.vectors);
});

Deno.test("foldHelpers() leaves every sum as it was with helpers beside", () => {
  const corpus = readCorpus(texts, lists);
  const numbers = { ...training, kind: task.kind, labels: 3, classWeights: [1, 1, 1] };
  const helpers = [
    createHelper(trainLinear(corpus, task.targets, numbers), corpus),
    createHelper(lists.vectors, corpus, 0.5),
  ];
  const columns = helperColumns(helpers, corpus);
  const model = trainLinear(corpus, task.targets, { ...numbers, helpers: columns });
  const folded = foldHelpers(model, helpers);
  const [beside, within] = [new Float64Array(3), new Float64Array(3)];
  texts.forEach((_, row) => {
    sumRow(model, corpus, row, beside, columns);
    sumRow(folded, corpus, row, within);
    beside.forEach((sum, label) => assert.ok(Math.abs(sum - within[label]!) < 1e-3));
    assert.equal(within.indexOf(Math.max(...within)), task.targets[row]);
  });
});

Deno.test("fitTemperature() finds sums too sure of themselves, and fitPlatt() the odds behind numbers", () => {
  const sums = Array.from({ length: 1000 }, () => Float64Array.of(3, 0));
  const right = sums.map((_, i) => i % 4 === 0 ? 1 : 0);
  assert.ok(Math.abs(fitTemperature(sums, right) - Math.log(3) / 3) < 0.01);
  const { slope, shift } = fitPlatt(
    Array.from({ length: 1000 }, (_, i) => i % 2),
    Array.from({ length: 1000 }, (_, i) => i % 2 === 0 ? i % 10 === 0 : i % 10 !== 1),
  );
  assert.ok(Math.abs(shift - Math.log(0.2 / 0.8)) < 0.05);
  assert.ok(Math.abs(slope + shift - Math.log(0.8 / 0.2)) < 0.05);
});

Deno.test("bestThreshold() finds the threshold of the best F1", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.boolean()), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(fc.property(rows.filter((some) => some.some(([, wanted]) => wanted)), (some) => {
    const distinct = [...new Map(some).entries()];
    const [stated, wanted] = [distinct.map(([p]) => p / 100), distinct.map(([, yes]) => yes)];
    const f1 = (threshold: number) => {
      const hits = stated.filter((p, i) => p >= threshold && wanted[i]).length;
      return 2 * hits / (stated.filter((p) => p >= threshold).length + wanted.filter(Boolean).length);
    };
    if (!wanted.some(Boolean)) return;
    assert.ok(f1(bestThreshold(stated, wanted.map(Number))) >= Math.max(...stated.map(f1)) - 1e-9);
  }));
});

Deno.test("fitThreshold() does not follow the chance of a few", () => {
  const stated = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
  const lucky = stated.map((p) => p > 0.1 && p < 0.12);
  assert.ok(fitThreshold(stated, lucky) > 0.3);
});

Deno.test("clusterWords() puts words of like neighbours into one group", () => {
  // The first two words start the groups.
  const neighbours = {
    starts: Int32Array.of(0, 1, 2, 3, 5),
    columns: Int32Array.of(0, 1, 0, 1, 2),
    values: Float32Array.of(1, 1, 1, 0.9, 0.4),
  };
  assert.deepEqual([...clusterWords(neighbours, 3, 2, 3)], [0, 1, 0, 1]);
});

Deno.test("alignSpans() finds the units of each name, and says where a name has borders that no unit has", () => {
  const text = "Anna lives in New York";
  const fitting = alignSpans({
    text,
    spans: [{ start: 0, end: 4, type: "person" }, { start: 14, end: 22, type: "location" }],
  });
  assert.deepEqual([[...fitting.spanOf], fitting.fit], [[0, -1, -1, 1, 1], true]);
  assert.equal(alignSpans({ text, spans: [{ start: 0, end: 3, type: "person" }] }).fit, false);
});
