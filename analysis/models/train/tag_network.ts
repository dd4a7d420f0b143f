import type { Directions } from "./directions.ts";
import { createParameters, descend } from "./parameters.ts";
import { type Sensed, traits } from "./sensed.ts";
import { maxTaggedUnits, type Tagged } from "./tagged.ts";

/** A network that learns beside weights: it adds to the sums of a unit's tags what the vectors of words say. */
export interface TagNetwork<Text extends Tagged> {
  /** Adds to `sums[at + tag]`; when learning, with hidden units left out at random. */
  add(text: Text, unit: number, sums: Float64Array, at: number, learning: boolean): void;
  /** Takes note of the slopes of what it has added to when learning. */
  note(text: Text, unit: number, slopes: Float64Array, at: number): void;
  /** After each text: steps down what it has noted, every so many texts. */
  step(rate: number): void;
}

const hiddenUnits = 64;
const slots = 3;
const vectorLength = 3;
const contextLength = 6;
// The share of hidden units that is left out at random (Srivastava et al. 2014).
const leftOut = 0.3;
const batchTexts = 8;

/** A hidden layer that sees a unit in its text, and the vectors and traits of it and its neighbours. */
export function createTagNetwork(
  { dimensions, numbers }: Directions,
  contextWidth: number,
  tags: number,
  random: () => number,
): TagNetwork<Sensed> {
  const slotInputs = dimensions + traits.all;
  const inputs = slots * slotInputs + contextWidth;
  const inner = createParameters(inputs * hiddenUnits, 0.14, random);
  const biases = createParameters(hiddenUnits, 0, random);
  const outer = createParameters(tags * hiddenUnits, 0.17, random);
  const hidden = new Float64Array(maxTaggedUnits * hiddenUnits);
  const hiddenSlopes = new Float64Array(hiddenUnits);
  let texts = 0;

  function eachInput(text: Sensed, unit: number, visit: (row: number, value: number) => void): void {
    const context = text.contexts[unit];
    for (let d = 0; context !== undefined && d < contextWidth; d++) {
      visit(slots * slotInputs + d, contextLength * context[d]!);
    }
    for (let slot = 0; slot < slots; slot++) {
      const other = unit + slot - (slots >> 1);
      if (other < 0 || other >= text.count) continue;
      const first = slot * slotInputs;
      const vector = text.ranks[other]! * dimensions;
      for (let d = 0; vector >= 0 && d < dimensions; d++) {
        visit(first + d, vectorLength * numbers[vector + d]!);
      }
      for (let i = 0; i < traits.ofUnit; i++) {
        visit(first + dimensions + text.traits[other * traits.ofUnit + i]!, 1);
      }
    }
  }

  return {
    add(text, unit, sums, at, learning) {
      const own = hidden.subarray(unit * hiddenUnits, (unit + 1) * hiddenUnits);
      own.set(biases.values);
      eachInput(text, unit, (row, value) => {
        const from = row * hiddenUnits;
        for (let h = 0; h < hiddenUnits; h++) own[h]! += value * inner.values[from + h]!;
      });
      for (let h = 0; h < hiddenUnits; h++) {
        if (own[h]! <= 0 || (learning && random() < leftOut)) own[h] = 0;
        else if (learning) own[h]! /= 1 - leftOut;
      }
      for (let tag = 0; tag < tags; tag++) {
        let sum = 0;
        for (let h = 0; h < hiddenUnits; h++) sum += outer.values[tag * hiddenUnits + h]! * own[h]!;
        sums[at + tag]! += sum;
      }
    },
    note(text, unit, slopes, at) {
      const own = hidden.subarray(unit * hiddenUnits, (unit + 1) * hiddenUnits);
      hiddenSlopes.fill(0);
      for (let tag = 0; tag < tags; tag++) {
        const from = tag * hiddenUnits;
        const slope = slopes[at + tag]!;
        for (let h = 0; h < hiddenUnits; h++) {
          outer.slopes[from + h]! += slope * own[h]!;
          hiddenSlopes[h]! += slope * outer.values[from + h]!;
        }
      }
      for (let h = 0; h < hiddenUnits; h++) {
        hiddenSlopes[h] = own[h] === 0 ? 0 : hiddenSlopes[h]! / (1 - leftOut);
        biases.slopes[h]! += hiddenSlopes[h]!;
      }
      eachInput(text, unit, (row, value) => {
        const from = row * hiddenUnits;
        for (let h = 0; h < hiddenUnits; h++) inner.slopes[from + h]! += value * hiddenSlopes[h]!;
      });
    },
    step(rate) {
      if (++texts % batchTexts === 0) {
        for (const parameters of [inner, biases, outer]) descend(parameters, rate);
      }
    },
  };
}
