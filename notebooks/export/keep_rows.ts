import type { Columns } from "../../analysis/store/reads.ts";

/** The rows of a result that `keeps` says yes to. */
export function keepRows(body: Columns, keeps: (row: number) => boolean): Columns {
  const rows = Array.from({ length: body.rows }, (_, row) => row).filter(keeps);
  return {
    ...body,
    values: body.values.map((column) => rows.map((row) => column[row])),
    rows: rows.length,
  };
}
