import { type Lexicon, tenthsOf } from "./lexicon.ts";

/** What the words of a text are worth by one lexicon, in tenths, as the text is read word by word. */
export interface Valence {
  positive: number;
  negative: number;
  last: number;
  strongest: number;
}

/** A sum of nothing. */
export function createValence(): Valence {
  return { positive: 0, negative: 0, last: 0, strongest: 0 };
}

/** Empties a sum. */
export function resetValence(sum: Valence): void {
  sum.positive =
    sum.negative =
    sum.last =
    sum.strongest =
      0;
}

/** Adds the form with this hash; negated words count against their sign, shouted ones more. */
export function addValence(
  sum: Valence,
  lexicon: Lexicon,
  hash: number,
  negated: boolean,
  shouted: boolean,
): void {
  let tenths = tenthsOf(lexicon, hash);
  if (tenths === 0) return;
  if (negated) tenths *= -0.75;
  if (shouted) tenths *= 1.25;
  if (tenths > 0) sum.positive += tenths;
  else sum.negative -= tenths;
  sum.last = tenths;
  if (Math.abs(tenths) > Math.abs(sum.strongest)) sum.strongest = tenths;
}

/** A sum in tenths as one of some 40 steps: halves up to 6, then coarser. */
export function stepOf(tenths: number): number {
  const size = Math.abs(tenths) / 10;
  const step = size < 0.5
    ? 0
    : size < 6
    ? Math.round(size * 2)
    : Math.min(20, 12 + Math.round((size - 6) / 2));
  return tenths < 0 ? -step : step;
}
