import { sqlCells } from "../page/sql_cells.ts";
import { tickLimits } from "./jobs.ts";
import type { RoundAnswer, RoundKind } from "./round_parts.ts";
import { retryMs, type Rounds } from "./rounds.ts";
import { cellLimits } from "./run_cell.ts";
import { showSlow } from "./shown.ts";
import type { View } from "./view.ts";

const fastAgainMs = tickLimits.deadlineMs / 2;
/** A slow cell rests this many times as long as it took, so that it uses a fifth of a core at most. */
const restsPerRun = 4;
const restAfterFailureMs = 30_000;

/** The rounds of ticks and questions: two queries at once, without the slow cells. */
export const tickRound: RoundKind = {
  width: 2,
  spare: 1,
  finders: 2,
  limits: tickLimits,
  cells: (view) => sqlCells(view.page).filter(({ name }) => !view.slow.has(name)),
};

/** One query at a time. */
const slowRound: Omit<RoundKind, "cells"> = { width: 1, spare: 1, finders: 1, limits: cellLimits };

/**
 * Works out the slow cells of one view, the longest due first, on a connection of their own: so a view with many of them holds
 * up the others once only.
 */
export async function runSlowest(views: Iterable<View>, { run, elapsed }: Rounds): Promise<void> {
  const started = elapsed();
  const due = [...views].filter((view) => nextSlowAt(view) <= started);
  const [view] = due.sort((a, b) => nextSlowAt(a) - nextSlowAt(b));
  if (view === undefined) return;
  const cells = sqlCells(view.page).filter(({ name }) =>
    isSlowDue(view, name) && view.slow.get(name)!.nextAt <= started
  );
  for (const { name } of cells) view.slow.get(name)!.due = false;
  let isAnswered = false;
  await run([view], { ...slowRound, cells: () => cells }, (view, answer) => {
    isAnswered = true;
    noteSlowRun(view, answer, elapsed());
    if (view.shown !== null) view.shown = showSlow(view.shown, answer);
  });
  if (isAnswered) return;
  for (const { name } of cells) view.slow.set(name, { nextAt: elapsed() + retryMs, due: true });
}

/** When the next slow cell of a view is due; Infinity where none is. */
export function nextSlowAt(view: View): number {
  if (!view.wanted) return Infinity;
  const due = [...view.slow].filter(([name]) => isSlowDue(view, name));
  return Math.min(Infinity, ...due.map(([, { nextAt }]) => nextAt));
}

// When each comes next; one that has become fast joins the ticks again.
function noteSlowRun(view: View, { bodies, late }: RoundAnswer, now: number): void {
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
