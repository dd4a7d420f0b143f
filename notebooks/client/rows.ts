import type { CellBody } from "../live/protocol.ts";

/** A row of a result: column name to value; times are Dates. */
export type Row = Record<string, unknown>;

/** The rows of a result, with the names of its columns beside. */
export type Rows = Row[] & { columns: string[]; cut: boolean };

/** Turns columns into rows. */
export function toRows(body: Exclude<CellBody, { error: unknown }>): Rows {
  const { names, types, values, cut } = body;
  const rows: Row[] = Array.from({ length: body.rows }, () => ({}));
  names.forEach((name, column) => {
    const isTime = types[column] === "time";
    rows.forEach((row, index) => {
      const value = values[column]?.[index] ?? null;
      row[name] = isTime && typeof value === "number" ? new Date(value) : value;
    });
  });
  return Object.assign(rows, { columns: names, cut });
}
