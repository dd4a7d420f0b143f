import type { Landed } from "../../analysis/store/reads.ts";
import type { Changes } from "./changes.ts";
import type { HubDeps } from "./hub_deps.ts";
import { createLane } from "./lane.ts";
import type { RoundAnswer } from "./round_parts.ts";
import { createRounds, retryMs } from "./rounds.ts";
import { showAnswer } from "./shown.ts";
import { nextSlowAt, runSlowest, tickRound } from "./slow_cells.ts";
import type { View } from "./view.ts";

/** What works out views: at once for those that are asked for, by ticks for the others, apart from both for slow cells. */
export interface Work {
  /** What landings have changed; told of each before the views are marked due. */
  readonly changes: Changes;
  /** Works out soon what somebody waits for. */
  ask(): void;
  /** Looks again at what is due. */
  wake(): void;
  /** Notes that a landing, or (null) the next minute, may have changed what a view shows. */
  markDue(view: View, landed: Landed | null): void;
  /** Whether what a view shows is as new as its page wants it. */
  isFresh(view: View): boolean;
  stopUnwanted(): void;
  close(): Promise<void>;
}

/** Works on `views`; calls `show` for each as soon as it is worked out. */
export function createWork(
  deps: HubDeps,
  views: Iterable<View>,
  show: (view: View) => void,
): Work {
  const rounds = createRounds(deps, show);
  const { elapsed } = rounds;
  const all = (fits: (view: View) => boolean) => [...views].filter(fits);
  const answered = (view: View, answer: RoundAnswer) => {
    for (const { cell } of answer.late) view.slow.set(cell.name, { nextAt: elapsed(), due: true });
    view.shown = showAnswer(view, answer);
    if (answer.late.length > 0) slowLane.wake();
  };

  const asks = createLane(async () => {
    const asked = all(isAsked);
    await rounds.run(asked, tickRound, answered);
    const left = all(isAsked);
    if (left.length > 0) asks.wake(left.every((view) => asked.includes(view)) ? retryMs : 0);
    wake();
  }, elapsed);

  const ticks = createLane(async () => {
    const started = elapsed();
    const due = all((view) => wantsTick(view) && view.nextAt <= started);
    for (const view of due) view.due = false;
    await rounds.run(due, tickRound, answered);
    const ended = elapsed();
    for (const view of due) {
      view.nextAt = Math.max(view.nextAt, ended + Math.max(view.page.refresh, ended - started));
    }
    wake();
  }, elapsed);

  const slowLane = createLane(async () => {
    await runSlowest(views, rounds);
    wake();
  }, elapsed);

  const wake = () => {
    const nextTick = Math.min(Infinity, ...all(wantsTick).map(({ nextAt }) => nextAt));
    if (nextTick < Infinity) ticks.wake(Math.max(0, nextTick - elapsed()));
    const nextSlow = Math.min(Infinity, ...Array.from(views, nextSlowAt));
    if (nextSlow < Infinity) slowLane.wake(Math.max(0, nextSlow - elapsed()));
  };

  return {
    changes: rounds.changes,
    ask: () => asks.wake(),
    wake,
    markDue(view, landed) {
      if (!view.concernedBy(landed)) return;
      view.due = true;
      for (const slow of view.slow.values()) slow.due = true;
    },
    isFresh: ({ shown, page }) => shown !== null && isWithin(deps.now() - shown.at, page.refresh),
    stopUnwanted: rounds.stopUnwanted,
    async close() {
      rounds.stopUnwanted();
      await Promise.all([asks.close(), ticks.close(), slowLane.close()]);
    },
  };
}

function isAsked(view: View): boolean {
  return [...view.viewers].some(({ asked, behindSince }) => asked && behindSince === null);
}

function wantsTick(view: View): boolean {
  return view.due && view.wanted && !isAsked(view);
}

function isWithin(age: number, ms: number): boolean {
  return age >= 0 && age < ms;
}
