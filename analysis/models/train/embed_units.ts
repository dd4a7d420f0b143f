import type { Report } from "../../../ingest/base/report.ts";
import { askTransformer } from "./transformer.ts";

/** How many numbers `embedUnits` makes of a unit. */
export const contextWidth = 384;

/** A text as a transformer reads it: the forms of its units, and those whose numbers are wanted. */
export interface ReadUnits {
  forms: readonly string[];
  wanted: readonly number[];
}

/**
 * What the sixth of a transformer's twelve layers makes of units in their texts, as vectors of length one; lower and
 * higher layers know less of names. @throws {Fatal} where it cannot be fetched or run.
 */
export async function embedUnits(
  texts: readonly ReadUnits[],
  report: Report,
): Promise<(Float32Array | undefined)[][]> {
  const asked = texts.filter(({ wanted }) => wanted.length > 0);
  const blocks = await askTransformer("embed_units.js", asked, report);
  let [block, at] = [0, 0];
  const readVector = () => {
    if (at === blocks[block]!.length) [block, at] = [block + 1, 0];
    const own = Float32Array.from(blocks[block]!.subarray(at, at += contextWidth));
    const length = Math.hypot(...own);
    return own.map((number) => number / length);
  };
  return texts.map(({ forms, wanted }) => {
    const contexts = new Array<Float32Array | undefined>(forms.length).fill(undefined);
    for (const unit of wanted) contexts[unit] = readVector();
    return contexts;
  });
}
