import { tagFeatures } from "../../text/tag_features.ts";
import { bestPath, createLattice, mayFollow } from "../../text/viterbi.ts";
import { seededRandom, shuffle } from "./random.ts";

/** A text to learn from: features of each unit, and which tags each may have, as bits. */
export interface Tagged {
  count: number;
  hashes: Int32Array;
  allowed: Int32Array;
}

/** Averaged weights: `weights[row * tags + tag]`, `transitions[previous * tags + tag]` with -Infinity where forbidden. */
export interface TaggerWeights {
  bits: number;
  tags: number;
  weights: Float32Array;
  transitions: Float64Array;
}

/** How to train. `outsideCost` is what a missed tag must be worth more than the outside. */
export interface TaggerTraining {
  bits: number;
  tags: number;
  epochs: number;
  outsideCost: number;
}

const maxUnits = 512;

/**
 * Averaged structured perceptron (Collins 2002) with a margin for what is missed. Where several tags are allowed the best
 * path among them counts as true, so that sets with coarser types can be learnt from.
 */
export function trainTagger(
  texts: readonly Tagged[],
  { bits, tags, epochs, outsideCost }: TaggerTraining,
): TaggerWeights {
  const mask = 2 ** bits - 1;
  const weights = new Float32Array(2 ** bits * tags);
  const totals = new Float64Array(weights.length);
  const since = new Int32Array(weights.length);
  const transitions = new Float64Array(tags * tags);
  const transitionTotals = new Float64Array(tags * tags);
  const transitionSince = new Int32Array(tags * tags);
  for (let previous = 0; previous < tags; previous++) {
    for (let tag = 0; tag < tags; tag++) {
      if (!mayFollow(tag, previous)) transitions[previous * tags + tag] = -Infinity;
    }
  }
  const lattice = createLattice(maxUnits, tags);
  const emissions = new Float64Array(maxUnits * tags);
  const confined = new Float64Array(maxUnits * tags);
  const said = new Uint8Array(maxUnits);
  const meant = new Uint8Array(maxUnits);
  const order = Int32Array.from(texts.keys());
  const random = seededRandom(7);
  let clock = 0;
  const change = (at: number, by: number) => {
    totals[at]! += (clock - since[at]!) * weights[at]!;
    since[at] = clock;
    weights[at]! += by;
  };
  const changeTransition = (at: number, by: number) => {
    if (transitions[at] === -Infinity) return;
    transitionTotals[at]! += (clock - transitionSince[at]!) * transitions[at]!;
    transitionSince[at] = clock;
    transitions[at]! += by;
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const which of order) {
      clock++;
      const { hashes, allowed } = texts[which]!;
      const count = Math.min(texts[which]!.count, maxUnits);
      emit(hashes, count);
      for (let at = 0; at < count * tags; at++) {
        const may = (allowed[Math.floor(at / tags)]! >> (at % tags)) & 1;
        confined[at] = may === 1 ? emissions[at]! : -1e9;
        // Cost-augmented: a tag that must not be said has to lose by more when it is the outside.
        if (may === 0) emissions[at]! += at % tags === 0 ? outsideCost : 1;
      }
      const whole = { first: 0, end: count, closed: false };
      bestPath(emissions, transitions, whole, tags, lattice, said);
      bestPath(confined, transitions, whole, tags, lattice, meant);
      for (let unit = 0; unit < count; unit++) {
        const [wrong, right] = [said[unit]!, meant[unit]!];
        const [wrongBefore, rightBefore] = unit === 0 ? [0, 0] : [said[unit - 1]!, meant[unit - 1]!];
        if (wrong !== right) {
          for (let k = 0; k < tagFeatures; k++) {
            const row = (hashes[unit * tagFeatures + k]! & mask) * tags;
            change(row + right, 1);
            change(row + wrong, -1);
          }
        }
        if (wrong !== right || wrongBefore !== rightBefore) {
          changeTransition(rightBefore * tags + right, 1);
          changeTransition(wrongBefore * tags + wrong, -1);
        }
      }
    }
  }
  clock++;
  const averaged = weights.map((weight, at) => (totals[at]! + (clock - since[at]!) * weight) / clock);
  const averagedTransitions = transitions.map((weight, at) =>
    weight === -Infinity ? weight : (transitionTotals[at]! + (clock - transitionSince[at]!) * weight) / clock
  );
  return { bits, tags, weights: averaged, transitions: averagedTransitions };

  function emit(hashes: Int32Array, count: number): void {
    emissions.fill(0, 0, count * tags);
    for (let unit = 0; unit < count; unit++) {
      for (let k = 0; k < tagFeatures; k++) {
        const row = (hashes[unit * tagFeatures + k]! & mask) * tags;
        for (let tag = 0; tag < tags; tag++) emissions[unit * tags + tag]! += weights[row + tag]!;
      }
    }
  }
}
