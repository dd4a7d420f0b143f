import { bestPath, createLattice, outside } from "../../text/viterbi.ts";
import { meanOf } from "./average_weights.ts";
import { addMarginals, createChain } from "./chain.ts";
import type { Directions } from "./directions.ts";
import { seededRandom } from "./random.ts";
import type { Sensed } from "./sensed.ts";
import { createTagNetwork } from "./tag_network.ts";
import { maxTaggedUnits } from "./tagged.ts";
import { sumUnit, type TaggerTraining, trainTagger } from "./train_tagger.ts";

const teachers = 3;
const epochs = 6;
const leastSure = 0.5;

/** Returns the tag of each unit of a text; undefined where one of them is not sure. */
export type Teacher = (text: Sensed) => Uint8Array | undefined;

/**
 * Teachers of a tagger, who learn from texts with labels and see word vectors and each word in its text besides: their
 * pupil, who learns from what they say together of other texts, needs neither (Bucila et al. 2006).
 */
export function createTeacher(
  labelled: readonly Sensed[],
  directions: Directions,
  contextWidth: number,
  { outsideBias, ...training }: Omit<TaggerTraining, "epochs" | "order"> & { outsideBias: number },
): Teacher {
  const { tags } = training;
  const taught = Array.from({ length: teachers }, (_, order) => {
    const network = createTagNetwork(directions, contextWidth, tags, seededRandom(order));
    return { network, weights: trainTagger(labelled, { ...training, epochs, order }, network) };
  });
  const transitions = meanOf(taught.map(({ weights }) => weights.transitions));
  const factors = {
    emissions: new Float64Array(maxTaggedUnits * tags),
    transitions: transitions.map((score) => Math.exp(score)),
  };
  const emissions = new Float64Array(maxTaggedUnits * tags);
  const marginals = new Float64Array(maxTaggedUnits * tags);
  const pairs = new Float64Array(tags * tags);
  const lattice = createLattice(maxTaggedUnits, tags);
  const chain = createChain(maxTaggedUnits, tags);
  return (text) => {
    const { count, plain } = text;
    if (count === 0) return new Uint8Array();
    const path = new Uint8Array(count);
    for (let unit = 0; unit < count;) {
      const first = unit;
      for (; unit < count && !plain[unit]; unit++) sumTeachers(text, unit);
      bestPath(emissions, transitions, { first, end: unit, closed: unit < count }, tags, lattice, path);
      if (unit > first) continue;
      factors.emissions.fill(0, unit * tags, (unit + 1) * tags);
      factors.emissions[unit++ * tags + outside] = 1;
    }
    addMarginals(factors, chain, { count, tags, worth: 1 }, marginals, pairs);
    return path.every((tag, unit) => marginals[unit * tags + tag]! >= leastSure) ? path : undefined;
  };

  function sumTeachers(text: Sensed, unit: number): void {
    const at = unit * tags;
    emissions.fill(0, at, at + tags);
    for (const { network, weights } of taught) {
      sumUnit(weights, text, unit, emissions);
      network.add(text, unit, emissions, at, false);
    }
    for (let tag = 0; tag < tags; tag++) emissions[at + tag]! /= teachers;
    emissions[at]! -= outsideBias;
    const top = Math.max(...emissions.subarray(at, at + tags));
    for (let tag = 0; tag < tags; tag++) factors.emissions[at + tag] = Math.exp(emissions[at + tag]! - top);
  }
}
