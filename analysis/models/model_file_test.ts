import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeLexicons } from "./lexicon_file.ts";
import { decodeLinear, encodeLinear, type LinearWeights } from "./linear_file.ts";
import { createFeatures, featureGroups, knownGroup } from "../text/features.ts";
import { sumLinear } from "../text/linear.ts";
import { createVocabulary } from "../text/vocabulary.ts";
import { decodeVocabulary, encodeVocabulary } from "./vocabulary_file.ts";

const labels = ["a", "b", "c", "d", "e"];
const bits = 4;
const words = 8;

function head(steps: number[]): LinearWeights {
  return {
    model: "trial-1",
    kind: "softmax",
    labels,
    bits,
    scales: [0.1, 0.2, 0.3, 0.4, 0.5],
    biases: [0, 1, 2, 3, 4],
    thresholds: [0, 0, 0, 0, 0],
    slopes: [1, 1, 1, 1, 1],
    shifts: [0, 0, 0, 0, 0],
    weights: Int8Array.from(steps),
  };
}

function rowOf(group: number, hash: number): number {
  return group === knownGroup ? 2 ** bits + hash : hash & (2 ** bits - 1);
}

const steps = fc.array(fc.integer({ min: -127, max: 127 }), {
  minLength: 120,
  maxLength: 120,
});

Deno.test("a head comes out of its file as it went in: its sums are those of its weights", () => {
  const hashes = fc.array(fc.integer(), { minLength: 600, maxLength: 600 });
  const numbers = fc.array(fc.nat({ max: words - 1 }), { minLength: 20, maxLength: 20 });
  fc.assert(fc.property(steps, hashes, numbers, (weights, hashed, known) => {
    const some = [...hashed, ...known];
    const from = head(weights);
    const features = createFeatures();
    features.hashes.set(some);
    features.ends.set([10, 500, 600, 620]);
    const sums = new Float64Array(labels.length);
    sumLinear(decodeLinear(encodeLinear(from), "trial.model", words), features, sums);
    labels.forEach((_, label) => {
      let wanted = from.biases[label]!;
      for (let group = 0; group < featureGroups; group++) {
        const [start, end] = [group === 0 ? 0 : features.ends[group - 1]!, features.ends[group]!];
        const own = some.slice(start, end).reduce(
          (sum, hash) => sum + from.weights[rowOf(group, hash) * labels.length + label]!,
          0,
        );
        wanted += own * from.scales[label]! / Math.sqrt(end - start);
      }
      assert.ok(Math.abs(sums[label]! - wanted) < 1e-9);
    });
  }));
});

Deno.test("a damaged file is refused by name, whichever byte it is", () => {
  const good = encodeLinear(head(new Array(120).fill(1)));
  fc.assert(fc.property(
    fc.nat({ max: good.length - 1 }),
    fc.integer({ min: 1, max: 255 }),
    (at, change) => {
      const bad = good.slice();
      bad[at]! ^= change;
      assert.throws(() => decodeLinear(bad, "trial.model", words), /Cannot use model file "trial.model": /);
    },
  ));
  for (const length of [0, 7, 47, good.length - 1]) {
    assert.throws(
      () => decodeLinear(good.slice(0, length), "trial.model", words),
      /Cannot use model file "trial.model"/,
    );
  }
});

Deno.test("a file of another format version or kind is refused with the reason", () => {
  const good = encodeLinear(head(new Array(120).fill(1)));
  const newer = good.slice();
  newer[8] = 3;
  assert.throws(
    () => decodeLinear(newer, "trial.model", words),
    /its format version is 3, this program reads 2/,
  );
  assert.throws(
    () => decodeLinear(good, "trial.model", words + 1),
    /it holds 120 bytes where 125 are needed for 5 labels of 2\^4 rows and 9 words/,
  );
  assert.throws(() => decodeLexicons(good, "trial.model"), /it is of the kind linear, not lexicons/);
});

Deno.test("a vocabulary comes out of its file as it went in", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer(), { maxLength: 100 }), (hashes) => {
    const vocabulary = createVocabulary(Int32Array.from(hashes));
    assert.deepEqual(decodeVocabulary(encodeVocabulary("trial-1", vocabulary), "trial.model"), vocabulary);
  }));
});
