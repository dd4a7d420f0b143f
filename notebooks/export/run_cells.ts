import type { Outcome } from "../live/jobs.ts";
import type { CellBody } from "../live/protocol.ts";
import { prepareCell } from "../live/run_cell.ts";
import type { Page, SqlCell } from "../page/page.ts";
import { sqlError } from "../page/sql_error.ts";
import type { CollectedView } from "./collect.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { dropDeleted } from "./drop_deleted.ts";
import type { AskedJob, ReportMoment } from "./moment.ts";

/** A page and its views, whose results are to be filled in. */
interface PageViews {
  page: Page;
  views: CollectedView[];
}

/** Works out the cells of pages with all their values, equal ones once, without posts that were deleted. */
export async function runCells(pages: PageViews[], moment: ReportMoment): Promise<void> {
  const jobs = new Map(pages.flatMap(({ page, views }) => jobsOf(page, views)));
  const ends = await moment.run([...jobs.values()]);
  for (const { page, views } of pages) {
    for (const view of views) {
      fillBodies(page, view, ends);
      await dropDeleted(page, view.bodies, moment);
    }
  }
}

function jobsOf(page: Page, views: CollectedView[]): [string, AskedJob][] {
  return views.flatMap(({ scope }) =>
    sqlCells(page).flatMap((cell) => {
      const job = prepareCell(cell, scope);
      if ("error" in job) return [];
      const { key, bound } = job;
      const asked: AskedJob = { key, bound, reach: { views: [], window: null }, cell, scope, moves: false };
      return [[key, asked] as [string, AskedJob]];
    })
  );
}

function fillBodies(page: Page, { scope, bodies }: CollectedView, ends: Map<string, Outcome>): void {
  for (const cell of sqlCells(page)) {
    const job = prepareCell(cell, scope);
    bodies.set(cell.name, "error" in job ? job.error : bodyOf(cell, ends.get(job.key)));
  }
}

function bodyOf(cell: SqlCell, end: Outcome | undefined): CellBody {
  if (end?.kind === "result") return JSON.parse(end.body);
  const message = end === undefined || end.kind === "dropped" ? "was not worked out" : end.message;
  return { error: sqlError(message, cell) };
}
