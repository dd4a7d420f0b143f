import assert from "node:assert/strict";
import { filterWidth, maxFilters } from "../../text/convolution.ts";
import { createFeatures, readFeatures, sequenceRows } from "../../text/features.ts";
import { createLexicon } from "../../text/lexicon.ts";
import { sumLinear } from "../../text/linear.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { createVocabulary } from "../../text/vocabulary.ts";
import type { ConvolutionSteps } from "../convolution_file.ts";
import { decodeLinear, encodeLinear } from "../linear_file.ts";
import { firstVectors, joinConvolution, quantiseConvolution } from "./convolve.ts";
import { addConvolutionSums } from "./convolution_answers.ts";
import { readCorpus } from "./corpus.ts";
import { quantise } from "./quantise.ts";
import { seededRandom } from "./random.ts";
import { trainConvolution } from "./train_convolution.ts";
import { sumRow, trainLinear, type Weights } from "./train_linear.ts";
import { vectorModel } from "./word_vectors.ts";

const vocabulary = createVocabulary(Int32Array.of());
const lists = { lexicons: [createLexicon([]), createLexicon([])], vocabulary };
const vectors = vectorModel(vocabulary, { dimensions: 2, numbers: new Float32Array(), ranks: new Map() });

const units = createUnits();
const features = createFeatures();

// Whether "not" stands before "good", which no single word says: the order of the same words is all there is.
const random = seededRandom(7);
const wordOf = () => ["so", "the", "a", "is", "it"][Math.floor(5 * random())]!;
const texts = Array.from({ length: 600 }, (_, i) => {
  const said = i % 2 === 0 ? ["not", "good", "here"] : ["here", "good", "not"];
  return [wordOf(), wordOf(), ...said, wordOf(), wordOf()].join(" ");
});
const targets = Int32Array.from(texts, (_, i) => i % 2);
const corpus = readCorpus(texts, lists);
const lessons = { kind: "softmax" as const, targets, classWeights: [1, 1] };
const rows = Int32Array.from({ length: 400 }, (_, row) => row);
const net = trainConvolution(corpus, lessons, rows, firstVectors(vectors, 8), {
  width: 8,
  filters: 16,
  epochs: 8,
});

function sumsOf(row: number): Float64Array {
  const sums = new Float64Array(2);
  addConvolutionSums(net, corpus, row, sums);
  return sums;
}

Deno.test("trainConvolution() learns what the order of words says", () => {
  const right = texts.keys().drop(400).filter((row) => {
    const [even, odd] = sumsOf(row);
    return (odd! > even!) === (row % 2 === 1);
  }).toArray();
  assert.ok(right.length >= 195, `${right.length} of 200`);
});

function bytesOf(whole: Weights, convolution: ConvolutionSteps): Uint8Array {
  return encodeLinear({
    model: "trial-1",
    kind: "softmax",
    labels: ["even", "odd"],
    ...quantise(whole),
    convolution,
    slopes: [1, 1],
    shifts: [0, 0],
    thresholds: [0, 0],
  });
}

Deno.test("a file whose convolution has other sizes than it says is refused by name", () => {
  const numbers = { ...lessons, labels: 2, bits: 4, epochs: 0, rate: 0.1, decay: 0 };
  const small = quantiseConvolution(net);
  for (const wrong of [{ ...small, filters: 15 }, { ...small, width: 9 }]) {
    const bytes = bytesOf(trainLinear(corpus, targets, numbers), wrong);
    assert.throws(() => decodeLinear(bytes, "trial.model", 0), /Cannot use model file "trial.model"/);
  }
});

Deno.test("a file with more filters than can run is refused by name", () => {
  const numbers = { ...lessons, labels: 2, bits: 4, epochs: 0, rate: 0.1, decay: 0 };
  const read = (filters: number) => {
    const bytes = bytesOf(trainLinear(corpus, targets, numbers), {
      width: 1,
      filters,
      scale: 1,
      productScale: 1,
      vectors: new Int8Array(sequenceRows),
      taps: new Float32Array(filterWidth * filters),
      biases: new Float32Array(filters),
      weights: new Float32Array(2 * filters),
    });
    return decodeLinear(bytes, "trial.model", 0);
  };
  assert.equal(read(maxFilters).convolution!.filters, maxFilters);
  assert.throws(
    () => read(maxFilters + 1),
    /Cannot use model file "trial.model": its convolution has 257 filters, this program runs up to 256/,
  );
});

Deno.test("a head from its file says what it did in training, with its convolution where its weights are not sure", () => {
  const numbers = { ...lessons, labels: 2, bits: 10, epochs: 0, rate: 0.1, decay: 1e-6 };
  const all = [...texts.slice(0, 50), "", "good", "not good", "!", "good ".repeat(300)];
  const own = readCorpus(all, lists);
  const [said, trained] = [new Float64Array(2), new Float64Array(2)];
  const asked = [0.5, 2].map((bias) => {
    const untrained = { ...trainLinear(corpus, targets, numbers), biases: Float32Array.of(0, bias) };
    const whole = joinConvolution(untrained, net);
    const head = decodeLinear(bytesOf(whole, quantiseConvolution(whole.convolution!)), "trial.model", 0);
    return all.filter((text, row) => {
      readUnits(text, tokenise(text), units);
      readFeatures(units, lists, features);
      sumLinear(head, features, said);
      sumRow(whole, own, row, trained);
      const [is, was] = [said, trained].map((sums) => sums[1]! - sums[0]!);
      assert.ok(
        Math.abs(is! - was!) < 0.05 + 0.05 * Math.abs(was!),
        `${text.slice(0, 20)}: ${is} for ${was}`,
      );
      return said[0] !== 0;
    }).length;
  });
  assert.deepEqual(asked, [all.length - 1, 0], "all but the empty one, and none");
});
