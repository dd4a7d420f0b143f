import type { Columns } from "./reads.ts";

/** The rows of a result as objects; times stay UTC milliseconds. */
export function rowObjects<Row = Record<string, unknown>>({ names, values, rows }: Columns): Row[] {
  return Array.from(
    { length: rows },
    (_, row) => Object.fromEntries(names.map((name, column) => [name, values[column]?.[row] ?? null])) as Row,
  );
}
