import type { QueryLimits } from "../../analysis/store/reads.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { tickLimits } from "./jobs.ts";
import type { RoundAnswer, RoundKind } from "./round_parts.ts";
import { cellLimits } from "./run_cell.ts";
import type { View } from "./view.ts";

const fastAgainMs = tickLimits.deadlineMs / 2;
/** A slow cell rests this many times as long as it took, so that it uses a fifth of a core at most. */
const restsPerRun = 4;
const restAfterFailureMs = 30_000;

/** What stands in a slow cell until its first result is there. */
export const waitingBody = JSON.stringify({
  error: { message: "Still being worked out; this takes longer than the rest of the page", waiting: true },
});

/** The rounds of ticks and questions: two queries at once, without the slow cells. */
export const tickRound: RoundKind = {
  width: 2,
  spare: 1,
  finders: 2,
  limits: tickLimits,
  cells: (view) => sqlCells(view.page).filter(({ name }) => !view.slow.has(name)),
};

/** The rounds of slow cells that are due: one query at a time, on a connection of their own. */
export function slowRound(now: number): RoundKind {
  const limits: QueryLimits = cellLimits;
  const isDue = (view: View, name: string) => isSlowDue(view, name) && view.slow.get(name)!.nextAt <= now;
  return {
    width: 1,
    spare: 1,
    finders: 1,
    limits,
    cells: (view) => sqlCells(view.page).filter(({ name }) => isDue(view, name)),
  };
}

/** When the next slow cell of a view is due; Infinity where none is. */
export function nextSlowAt(view: View): number {
  if (!view.wanted) return Infinity;
  const due = [...view.slow].filter(([name]) => isSlowDue(view, name));
  return Math.min(Infinity, ...due.map(([, { nextAt }]) => nextAt));
}

/** Notes after a round of slow cells when each comes next; one that has become fast joins the ticks again. */
export function noteSlowRun(view: View, { bodies, late }: RoundAnswer, now: number): void {
  for (const [name, { ms }] of bodies) {
    const slow = view.slow.get(name);
    if (slow === undefined) continue;
    if (ms !== null && ms < fastAgainMs) view.slow.delete(name);
    else slow.nextAt = now + Math.max(view.page.refresh, (ms ?? 0) * restsPerRun);
  }
  for (const { cell } of late) {
    const slow = view.slow.get(cell.name);
    if (slow !== undefined) slow.nextAt = now + restAfterFailureMs;
  }
}

function isSlowDue(view: View, name: string): boolean {
  return view.slow.get(name)?.due ?? false;
}
