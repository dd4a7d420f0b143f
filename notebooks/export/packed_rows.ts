/** Rows by columns, so that the name of a column comes once and not with each row; null is what a row does not say. */
export interface PackedRows {
  names: string[];
  values: unknown[][];
}

/** Packs rows; of what they do not say, nothing stands in them. */
export function packRows(rows: Record<string, unknown>[]): PackedRows {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { names, values: names.map((name) => rows.map((row) => row[name] ?? null)) };
}

/** The rows that were packed. */
export function unpackRows({ names, values }: PackedRows): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = Array.from({ length: values[0]?.length ?? 0 }, () => ({}));
  for (const [column, name] of names.entries()) {
    for (const [place, value] of values[column]!.entries()) if (value !== null) rows[place]![name] = value;
  }
  return rows;
}
