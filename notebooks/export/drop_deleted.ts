import { rowsOf } from "../why/posts_behind.ts";
import type { CellBody } from "../live/protocol.ts";
import type { Page } from "../page/page.ts";
import { keepRows } from "./keep_rows.ts";
import { reportLimits, type ReportMoment } from "./moment.ts";

/**
 * Takes out the rows that are a deleted post each. In groups they still count. @throws {Refused} where it cannot be told which are.
 */
export async function dropDeleted(
  { cells }: Pick<Page, "cells">,
  bodies: Map<string, CellBody>,
  moment: ReportMoment,
): Promise<void> {
  for (const cell of cells) {
    const body = bodies.get(cell.name);
    if (cell.kind !== "sql" || !cell.key.includes("id") || body === undefined || "error" in body) continue;
    const ids = body.values[body.names.indexOf("id")] ?? [];
    const texts = [...new Set(ids.map(String))].sort();
    if (texts.length === 0) continue;
    const gone = await moment.snapshot.use((lane) =>
      rowsOf(lane, {
        sql: "select distinct id from posts where deleted_at is not null and id = any($1)",
        binds: [{ type: "texts", value: texts }],
      }, reportLimits)
    );
    if (gone.length === 0) continue;
    const deleted = new Set(gone.map(({ id }) => String(id)));
    bodies.set(cell.name, keepRows(body, (row) => !deleted.has(String(ids[row]))));
  }
}
