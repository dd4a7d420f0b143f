import type { Columns } from "../../analysis/store/reads.ts";
import { usesHere } from "../page/compile_sql.ts";
import type { SqlCell } from "../page/page.ts";
import type { RowKey } from "../page/row_key.ts";
import { bucketStart } from "../page/span.ts";

/** Cells of a page that count the same posts. */
export interface Filter {
  /** One of them: it says what the filter is. */
  cell: SqlCell;
  cells: SqlCell[];
}

/** The filters of a page; two cells have the same one where they narrow `${here}` by the same words. */
export function filtersOf(cells: SqlCell[]): Filter[] {
  const filters = new Map<string, Filter>();
  for (const cell of cells) {
    if (!usesHere(cell) || cell.error !== undefined) continue;
    const words = JSON.stringify(cell.and.map((part) => "text" in part ? part.text : [part.placeholder]));
    const known = filters.get(words);
    if (known === undefined) filters.set(words, { cell, cells: [cell] });
    else known.cells.push(cell);
  }
  return [...filters.values()];
}

/** Whether the rows of a cell are groups of posts: those that are one post each say themselves which. */
export function isGrouped({ key }: SqlCell): boolean {
  return key.length > 0 && !key.includes("id");
}

/** The keys of the rows of a cell, as far as its groups can be counted at once. */
export function keysOf(cell: SqlCell, { names, values, rows }: Columns, bucketMs: number): RowKey[] {
  const columns = cell.key.map((name) => names.indexOf(name));
  if (columns.includes(-1)) return [];
  const keys: RowKey[] = [];
  for (let row = 0; row < rows; row++) {
    const key = cell.key.map((name, i) => [name, values[columns[i]!]![row] ?? null]);
    keys.push(Object.fromEntries(key) as RowKey);
  }
  return keys.filter(({ start, until }) =>
    start === undefined || until !== undefined || bucketStart(Number(start), bucketMs) === start
  );
}
