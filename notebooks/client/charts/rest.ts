type Row = Record<string, unknown>;

/** What the groups leave of a total, window by window. Rows have `start` and `posts`. */
export function restOf(total: Row[], groups: Row[][]): Row[] {
  const taken = new Map<number, number>();
  for (const row of groups.flat()) {
    const start = Number(row["start"]);
    taken.set(start, (taken.get(start) ?? 0) + Number(row["posts"]));
  }
  return total.map((row) => ({
    start: row["start"],
    posts: Number(row["posts"]) - (taken.get(Number(row["start"])) ?? 0),
  }));
}
