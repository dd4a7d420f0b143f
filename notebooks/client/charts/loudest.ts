import { type ChartSpan, isOpen } from "./span.ts";

/** The closed window with the most posts; null where none is closed or all are empty. Rows have `start` and `posts`. */
export function loudestWindow<Row extends Record<string, unknown>>(rows: Row[], span: ChartSpan): Row | null {
  return rows
    .filter((row) => !isOpen(Number(row["start"]), span) && Number(row["posts"]) > 0)
    .reduce<Row | null>(
      (best, row) => best !== null && best["posts"] as number >= Number(row["posts"]) ? best : row,
      null,
    );
}
