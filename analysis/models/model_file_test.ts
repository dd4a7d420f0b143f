import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeLexicons } from "./lexicon_file.ts";
import { decodeLinear, encodeLinear, type LinearWeights } from "./linear_file.ts";
import { createFeatures, featureGroups } from "../text/features.ts";
import { sumLinear } from "../text/linear.ts";

const labels = ["a", "b", "c", "d", "e"];
const bits = 4;

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

const steps = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 80, maxLength: 80 });

Deno.test("a head comes out of its file as it went in: its sums are those of its weights", () => {
  const hashes = fc.array(fc.integer(), { minLength: 600, maxLength: 600 });
  fc.assert(fc.property(steps, hashes, (weights, some) => {
    const from = head(weights);
    const features = createFeatures();
    features.hashes.set(some);
    features.ends.set([10, 500, 600]);
    const sums = new Float64Array(labels.length);
    sumLinear(decodeLinear(encodeLinear(from), "trial.model"), features, sums);
    labels.forEach((_, label) => {
      let wanted = from.biases[label]!;
      for (let group = 0; group < featureGroups; group++) {
        const [start, end] = [group === 0 ? 0 : features.ends[group - 1]!, features.ends[group]!];
        const own = some.slice(start, end).reduce(
          (sum, hash) => sum + from.weights[(hash & 15) * labels.length + label]!,
          0,
        );
        wanted += own * from.scales[label]! / Math.sqrt(end - start);
      }
      assert.ok(Math.abs(sums[label]! - wanted) < 1e-9);
    });
  }));
});

Deno.test("a damaged file is refused by name, whichever byte it is", () => {
  const good = encodeLinear(head(new Array(80).fill(1)));
  fc.assert(fc.property(
    fc.nat({ max: good.length - 1 }),
    fc.integer({ min: 1, max: 255 }),
    (at, change) => {
      const bad = good.slice();
      bad[at]! ^= change;
      assert.throws(() => decodeLinear(bad, "trial.model"), /Cannot use model file "trial.model": /);
    },
  ));
  for (const length of [0, 7, 47, good.length - 1]) {
    assert.throws(
      () => decodeLinear(good.slice(0, length), "trial.model"),
      /Cannot use model file "trial.model"/,
    );
  }
});

Deno.test("a file of another format version or kind is refused with the reason", () => {
  const good = encodeLinear(head(new Array(80).fill(1)));
  const newer = good.slice();
  newer[8] = 3;
  assert.throws(() => decodeLinear(newer, "trial.model"), /its format version is 3, this program reads 2/);
  assert.throws(() => decodeLexicons(good, "trial.model"), /it is of the kind linear, not lexicons/);
});
