import { bestPath, createLattice } from "../../text/viterbi.ts";
import { meanOf } from "./average_weights.ts";
import type { Directions } from "./directions.ts";
import { seededRandom } from "./random.ts";
import { createTagNetwork } from "./tag_network.ts";
import { maxTaggedUnits, type Tagged } from "./tagged.ts";
import { sumUnit, type TaggerTraining, trainTagger } from "./train_tagger.ts";

const teachers = 2;
const epochs = 6;
const worth = 0.5;

/**
 * Marks names in texts without labels, as teachers do that see word vectors themselves and learn from texts with labels:
 * their pupil needs no vectors then (Bucila et al. 2006).
 */
export function teachTagger(
  labelled: readonly Tagged[],
  unlabelled: readonly Tagged[],
  directions: Directions,
  { outsideBias, ...training }: Omit<TaggerTraining, "epochs" | "order"> & { outsideBias: number },
): Tagged[] {
  const { tags } = training;
  const taught = Array.from({ length: teachers }, (_, order) => {
    const network = createTagNetwork(directions, tags, seededRandom(order));
    return { network, weights: trainTagger(labelled, { ...training, epochs, order }, network) };
  });
  const transitions = meanOf(taught.map(({ weights }) => weights.transitions));
  const emissions = new Float64Array(maxTaggedUnits * tags);
  const lattice = createLattice(maxTaggedUnits, tags);
  const path = new Uint8Array(maxTaggedUnits);
  return unlabelled.map((text) => {
    const { count, plain } = text;
    path.fill(0);
    for (let unit = 0; unit < count;) {
      const first = unit;
      for (; unit < count && !plain[unit]; unit++) sumTeachers(text, unit);
      bestPath(emissions, transitions, { first, end: unit, closed: unit < count }, tags, lattice, path);
      if (unit === first) unit++;
    }
    return { ...text, allowed: Int32Array.from(path.subarray(0, count), (tag) => 1 << tag), worth };
  });

  function sumTeachers(text: Tagged, unit: number): void {
    const at = unit * tags;
    emissions.fill(0, at, at + tags);
    for (const { network, weights } of taught) {
      sumUnit(weights, text, unit, emissions);
      network.add(text, unit, emissions, at, false);
    }
    for (let tag = 0; tag < tags; tag++) emissions[at + tag]! /= teachers;
    emissions[at]! -= outsideBias;
  }
}
