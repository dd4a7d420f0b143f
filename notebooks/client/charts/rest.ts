type Row = Record<string, unknown>;

/**
 * What the groups leave of a total, window by window. Rows have `start` and `posts`. Groups may be of a newer moment than the
 * total: then they leave nothing.
 */
export function restOf(total: Row[], groups: Row[][]): Row[] {
  const taken = new Map<number, number>();
  for (const row of groups.flat()) {
    const start = Number(row["start"]);
    taken.set(start, (taken.get(start) ?? 0) + Number(row["posts"]));
  }
  return total.map((row) => ({
    start: row["start"],
    posts: Math.max(0, Number(row["posts"]) - (taken.get(Number(row["start"])) ?? 0)),
  }));
}
