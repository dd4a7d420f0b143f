/** A number with four digits behind the point, as results state it. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
