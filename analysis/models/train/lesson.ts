import type { HeadKind } from "../../text/linear.ts";
import { readWanted, weightOf } from "./loss.ts";

/** What teaches: a target is the number of a label, or for `sigmoid` a bit for each. */
export interface Lessons {
  kind: HeadKind;
  targets: Int32Array;
  classWeights: readonly number[];
  /**
   * What a teacher says of the last texts or of all, `[text * labels + label]`, which counts as much as the true labels;
   * of texts after those with targets it is all there is.
   */
  taught?: Float32Array;
}

/** Reads the lessons of so many texts: writes what is wanted of each label of a text, and gives what the text counts. */
export function createLessons(
  { kind, targets, classWeights, taught }: Lessons,
  texts: number,
): (text: number, wanted: Float64Array) => number {
  return (text, wanted) => {
    const labels = wanted.length;
    let worth = 0;
    if (text < targets.length) {
      readWanted(kind, targets[text]!, wanted);
      worth = weightOf(kind, targets[text]!, classWeights);
    }
    const at = taught === undefined ? -1 : taught.length - (texts - text) * labels;
    if (at < 0) return worth;
    const stated = worth / (worth + 1);
    for (let label = 0; label < labels; label++) {
      wanted[label] = stated * wanted[label]! + (1 - stated) * taught![at + label]!;
    }
    return worth === 0 ? 1 : (worth + 1) / 2;
  };
}
