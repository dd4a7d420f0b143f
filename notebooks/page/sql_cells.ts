import type { Page, SqlCell } from "./page.ts";

/** The queries of a page. */
export function sqlCells({ cells }: Pick<Page, "cells">): SqlCell[] {
  return cells.filter((cell) => cell.kind === "sql");
}
