import type { CellBody } from "../live/protocol.ts";
import { type Why, why, type WhyKey } from "./why/why.ts";

/** A row of a result: column name to value; times are Dates. */
export type Row = Record<string, unknown>;

/** The rows of a result, with the names of its columns beside. */
export type Rows = Row[] & { columns: string[]; cut: boolean };

/** The query that rows come from, and the columns by which each is a group of posts. */
export interface RowSource {
  name: string;
  key?: string[];
}

const maxParts = 50;
const sources = new WeakMap<object, RowSource>();

/**
 * The posts behind a row: its cell and the values of its key (`key=` in the cell's fence), also after the page has filtered,
 * sorted or sliced the rows; a copy of a row is not known any more. `extra` narrows further: `{mood: -1}`.
 * @returns null where the cell states no key.
 */
export function whyOf(row: Row, extra: WhyKey = {}): Why | null {
  const source = sources.get(row);
  if (source?.key === undefined || source.key.length === 0) return null;
  const key = source.key.map((name) => [name, keyValue(row[name])]);
  return why(source.name, { ...Object.fromEntries(key), ...extra });
}

/** The queries whose rows stand anywhere in the values of a chart; where there are no rows, none is known. */
export function cellsOf(value: unknown, depth = 0): string[] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  const source = sources.get(value);
  if (source !== undefined) return [source.name];
  const parts = Array.isArray(value)
    ? value.slice(0, sources.has(value[0] ?? {}) ? 1 : maxParts)
    : Object.values(value);
  return [...new Set(parts.flatMap((part) => cellsOf(part, depth + 1)))];
}

function keyValue(value: unknown): string | number | null {
  if (value instanceof Date) return value.getTime();
  return typeof value === "number" ? value : value === null || value === undefined ? null : String(value);
}

/** Turns columns into rows, which remember the query they come from. */
export function toRows(body: Exclude<CellBody, { error: unknown }>, source?: RowSource): Rows {
  const { names, types, values, cut } = body;
  const rows: Row[] = Array.from({ length: body.rows }, () => ({}));
  names.forEach((name, column) => {
    const isTime = types[column] === "time";
    rows.forEach((row, index) => {
      const value = values[column]?.[index] ?? null;
      row[name] = isTime && typeof value === "number" ? new Date(value) : value;
    });
  });
  if (source !== undefined) { for (const known of [rows, ...rows]) sources.set(known, source); }
  return Object.assign(rows, { columns: names, cut });
}
