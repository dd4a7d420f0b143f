/** Posts below which no share is drawn. */
export const minForShare = 30;

const minForLead = 8;
const z = 1.96;

/** A share with its 95 % interval. */
export interface Share {
  share: number;
  low: number;
  high: number;
  /** Half the interval's width, in points. */
  points: number;
}

/** The share of `part` in `whole` with Wilson's interval (1927); null where `whole` is too small to say. */
export function shareInterval(part: number, whole: number): Share | null {
  return whole >= minForShare ? wilsonInterval(part, whole) : null;
}

/** Wilson's interval for the share of `part` in `whole` at 95 % ("Probable inference", 1927), which holds for a handful too; `whole` is not 0. */
export function wilsonInterval(part: number, whole: number): Share {
  const share = part / whole;
  const centre = (share + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const half = z / (1 + z ** 2 / whole) * Math.sqrt(share * (1 - share) / whole + z ** 2 / (4 * whole ** 2));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), points: half * 100 };
}

/** Whether the first of ranked rows is ahead of the second by more than chance (95 %), and not among a handful. Rows have `posts`. */
export function clearlyFirst(rows: Record<string, unknown>[]): boolean {
  const [first, second] = [Number(rows[0]?.["posts"] ?? 0), Number(rows[1]?.["posts"] ?? 0)];
  return first >= minForLead && first - second > z * Math.sqrt(first + second);
}

/** Joins neighbours until each group holds enough; what is left over at the end joins the last group. */
export function joinForShare<T>(items: T[], size: (item: T) => number, enough: number): T[][] {
  const groups: T[][] = [];
  let open: T[] = [];
  let held = 0;
  for (const item of items) {
    open.push(item);
    held += size(item);
    if (held < enough) continue;
    groups.push(open);
    open = [];
    held = 0;
  }
  if (held > 0) groups.at(-1)?.push(...open);
  return groups;
}
