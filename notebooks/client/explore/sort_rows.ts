import type { Columns } from "../../../analysis/store/reads.ts";

/** A result in the order of one of its columns; what is absent stands last, equals stay as they are. */
export function sortRows(columns: Columns, by: number, down: boolean): Columns {
  const keys = columns.values[by]!;
  const order = Array.from({ length: columns.rows }, (_, row) => row);
  order.sort((a, b) => {
    const [x, y] = [keys[a], keys[b]];
    if (isAbsent(x) || isAbsent(y)) return Number(isAbsent(x)) - Number(isAbsent(y));
    return down ? compare(y, x) : compare(x, y);
  });
  return { ...columns, values: columns.values.map((values) => order.map((row) => values[row])) };
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
