import { tagFeatures } from "../../text/tag_view.ts";
import { mayFollow } from "../../text/viterbi.ts";
import { addMarginals, createChain } from "./chain.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { TagNetwork } from "./tag_network.ts";
import { maxTaggedUnits, type Tagged } from "./tagged.ts";

/** Trained weights: `weights[row * tags + tag]`, `transitions[previous * tags + tag]` with -Infinity where forbidden. */
export interface TaggerWeights {
  bits: number;
  tags: number;
  weights: Float32Array;
  transitions: Float64Array;
}

/** How to train. `outsideCost` is by how much a name has to beat the outside; `order` is which order of the texts. */
export interface TaggerTraining {
  bits: number;
  tags: number;
  epochs: number;
  rate: number;
  decay: number;
  outsideCost: number;
  order: number;
}

// Slopes below this change nothing.
const leastSlope = 1e-4;
const networkPace = 0.5;

/**
 * A conditional random field (Lafferty et al. 2001) by AdaGrad, with a margin for what is missed (Gimpel and Smith
 * 2010). Where several tags are allowed all paths among them count as true, so that sets with coarser types can be
 * learnt from. A network, if there is one, learns beside. The same input gives the same weights.
 */
export function trainTagger<Text extends Tagged>(
  texts: readonly Text[],
  training: TaggerTraining,
  network?: TagNetwork<Text>,
): TaggerWeights {
  const { bits, tags, epochs, decay, outsideCost } = training;
  const mask = 2 ** bits - 1;
  const weights = new Float32Array(2 ** bits * tags);
  const transitions = createTransitions(tags);
  const seenWeights = new Float32Array(weights.length).fill(0.1);
  const seenTransitions = new Float64Array(transitions.length).fill(1);
  const chain = createChain(maxTaggedUnits, tags);
  const scores = new Float64Array(maxTaggedUnits * tags);
  const all = { emissions: new Float64Array(scores.length), transitions: new Float64Array(tags * tags) };
  const confined = { emissions: new Float64Array(scores.length), transitions: all.transitions };
  const slopes = new Float64Array(scores.length);
  const trueShares = new Float64Array(scores.length);
  const pairs = new Float64Array(tags * tags);
  const order = Int32Array.from(texts.keys());
  const random = seededRandom(7 + training.order);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const rate = training.rate * (1 - epoch / epochs);
    for (const which of order) {
      const text = texts[which]!;
      const { count } = text;
      if (count === 0) continue;
      for (let unit = 0; unit < count; unit++) readFactors(text, unit);
      transitions.forEach((score, at) => all.transitions[at] = Math.exp(score));
      pairs.fill(0);
      addMarginals(all, chain, { count, tags, worth: 1 }, slopes, pairs);
      addMarginals(confined, chain, { count, tags, worth: -1 }, trueShares, pairs);
      for (let at = 0; at < count * tags; at++) slopes[at]! -= trueShares[at]!;
      for (let unit = 0; unit < count; unit++) learnUnit(text, unit, rate);
      network?.step(rate * networkPace);
      pairs.forEach((slope, at) => {
        if (transitions[at] !== -Infinity) step(transitions, seenTransitions, at, slope, rate);
      });
    }
  }
  return { bits, tags, weights, transitions };

  // The outside has to win by more where it is wrong.
  function readFactors(text: Text, unit: number): void {
    const at = unit * tags;
    if (text.plain[unit]) {
      for (const { emissions } of [all, confined]) emissions.fill(0, at, at + tags)[at] = 1;
      return;
    }
    const allowed = text.allowed[unit]!;
    scores.fill(0, at, at + tags);
    sumUnit({ bits, tags, weights }, text, unit, scores);
    network?.add(text, unit, scores, at, true);
    if ((allowed & 1) === 0) scores[at]! += outsideCost;
    let [top, topAllowed] = [-Infinity, -Infinity];
    for (let tag = 0; tag < tags; tag++) {
      top = Math.max(top, scores[at + tag]!);
      if ((allowed >> tag) & 1) topAllowed = Math.max(topAllowed, scores[at + tag]!);
    }
    for (let tag = 0; tag < tags; tag++) {
      const score = scores[at + tag]!;
      all.emissions[at + tag] = Math.exp(score - top);
      confined.emissions[at + tag] = (allowed >> tag) & 1 ? Math.exp(score - topAllowed) : 0;
    }
  }

  function learnUnit(text: Text, unit: number, rate: number): void {
    const at = unit * tags;
    if (text.plain[unit] || !slopes.subarray(at, at + tags).some((slope) => Math.abs(slope) > leastSlope)) {
      return;
    }
    network?.note(text, unit, slopes, at);
    for (let k = 0; k < tagFeatures; k++) {
      const row = (text.hashes[unit * tagFeatures + k]! & mask) * tags;
      for (let tag = 0; tag < tags; tag++) step(weights, seenWeights, row + tag, slopes[at + tag]!, rate);
    }
  }

  function step(
    values: Float32Array | Float64Array,
    squares: Float32Array | Float64Array,
    at: number,
    slope: number,
    rate: number,
  ): void {
    const gradient = slope + decay * values[at]!;
    squares[at]! += gradient * gradient;
    values[at]! -= rate * gradient / Math.sqrt(squares[at]!);
  }
}

/** Adds the weights of a unit's features to `sums[unit * tags + tag]`. */
export function sumUnit(
  { bits, tags, weights }: Pick<TaggerWeights, "bits" | "tags" | "weights">,
  { hashes }: Tagged,
  unit: number,
  sums: Float64Array,
): void {
  const mask = 2 ** bits - 1;
  for (let k = 0; k < tagFeatures; k++) {
    const row = (hashes[unit * tagFeatures + k]! & mask) * tags;
    for (let tag = 0; tag < tags; tag++) sums[unit * tags + tag]! += weights[row + tag]!;
  }
}

function createTransitions(tags: number): Float64Array {
  return Float64Array.from(
    { length: tags * tags },
    (_, at) => mayFollow(at % tags, Math.floor(at / tags)) ? 0 : -Infinity,
  );
}
