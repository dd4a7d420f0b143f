import type { Lane, QueryLimits } from "../../analysis/store/reads.ts";
import { messageOf, Poison } from "../../ingest/base/errors.ts";
import { bindCell, type BindScope, type BoundSql, UnknownPlaceholder } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import { sqlError } from "../page/sql_error.ts";
import type { CellBody } from "./protocol.ts";

/** Deadline and size of a cell's query. */
export const cellLimits: QueryLimits = { deadlineMs: 2000, maxRows: 5000 };

/** A query to run, or the error that stands in its place. `key` is equal for equal queries of any page. */
export type Job = { key: string; bound: BoundSql } | { error: CellBody };

/** Prepares the query of a cell. */
export function prepareCell(cell: SqlCell, scope: BindScope): Job {
  if (cell.error !== undefined) return { error: { error: cell.error } };
  try {
    const bound = bindCell(cell, scope);
    return { key: JSON.stringify([bound.sql, bound.binds]), bound };
  } catch (error) {
    if (error instanceof UnknownPlaceholder) return { error: { error: error.cellError } };
    return { error: { error: { message: messageOf(error), line: cell.line } } };
  }
}

/** Runs a prepared query. A query that fails is the cell's error; only what the snapshot itself cannot do is thrown. */
export async function runCell(snapshot: Lane, cell: SqlCell, bound: BoundSql): Promise<CellBody> {
  try {
    return await snapshot.query(bound.sql, bound.binds, cellLimits);
  } catch (error) {
    if (!(error instanceof Poison)) throw error;
    return { error: sqlError(messageOf(error), cell) };
  }
}
