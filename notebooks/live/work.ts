import type { Landed } from "../../analysis/store/reads.ts";
import { messageOf, Retriable } from "../../ingest/base/errors.ts";
import { Changes } from "./changes.ts";
import type { HubDeps } from "./hub_deps.ts";
import { Running } from "./jobs.ts";
import { createLane } from "./lane.ts";
import { ResultCache } from "./result_cache.ts";
import { runRound } from "./round.ts";
import type { RoundAnswer, RoundKind } from "./round_parts.ts";
import { showAnswer, showSlow } from "./shown.ts";
import { nextSlowAt, noteSlowRun, slowRound, tickRound } from "./slow_cells.ts";
import type { View } from "./view.ts";

const retryMs = 1000;

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
  views: ReadonlyMap<string, View>,
  show: (view: View) => void,
): Work {
  const changes = new Changes();
  const cache = new ResultCache(changes);
  const running = new Running();
  const roundDeps = { ...deps, cache, running, writeTopic: deps.topics.write };

  const elapsed = deps.elapsed ?? (() => performance.now());
  const run = async (due: View[], kind: RoundKind, answered: (view: View, answer: RoundAnswer) => void) => {
    if (due.length === 0) return;
    const started = elapsed();
    const left = new Set(due);
    try {
      await runRound(due, kind, roundDeps, (view, answer) => {
        left.delete(view);
        answered(view, answer);
        show(view);
      });
    } catch (error) {
      if (!(error instanceof Retriable)) {
        deps.warn(`Cannot update ${due.length} open pages: ${messageOf(error)}`);
      }
      for (const view of left) view.nextAt = elapsed() + retryMs;
    }
    // What failed, or what nobody looked at any more while it ran, is still to be worked out.
    for (const view of left) view.due = true;
    deps.onRound?.(elapsed() - started);
  };
  const answered = (view: View, answer: RoundAnswer) => {
    for (const { cell } of answer.late) view.slow.set(cell.name, { nextAt: elapsed(), due: true });
    view.shown = showAnswer(view, answer);
    if (answer.late.length > 0) slowLane.wake();
  };

  const asks = createLane(async () => {
    const asked = all(isAsked);
    await run(asked, tickRound, answered);
    const left = all(isAsked);
    if (left.length > 0) asks.wake(left.every((view) => asked.includes(view)) ? retryMs : 0);
    wake();
  }, elapsed);

  const ticks = createLane(async () => {
    const started = elapsed();
    const due = all((view) => wantsTick(view) && view.nextAt <= started);
    for (const view of due) view.due = false;
    await run(due, tickRound, answered);
    const ended = elapsed();
    for (const view of due) {
      view.nextAt = Math.max(view.nextAt, ended + Math.max(view.page.refresh, ended - started));
    }
    wake();
  }, elapsed);

  const slowLane = createLane(async () => {
    const started = elapsed();
    // One view at a time, the longest due first, so that one with many slow cells holds up the others once only.
    const due = all((view) => nextSlowAt(view) <= started).sort((a, b) => nextSlowAt(a) - nextSlowAt(b))
      .slice(0, 1);
    const kind = slowRound(started);
    const cells = new Map(due.map((view) => [view, kind.cells(view)]));
    for (const [view, slow] of cells) for (const { name } of slow) view.slow.get(name)!.due = false;
    await run(due, { ...kind, cells: (view) => cells.get(view) ?? [] }, (view, answer) => {
      cells.delete(view);
      noteSlowRun(view, answer, elapsed());
      if (view.shown !== null) view.shown = showSlow(view.shown, answer);
    });
    for (const [view, failed] of cells) {
      for (const { name } of failed) view.slow.set(name, { nextAt: elapsed() + retryMs, due: true });
    }
    wake();
  }, elapsed);

  const all = (fits: (view: View) => boolean) => [...views.values()].filter(fits);
  const wake = () => {
    const next = Math.min(Infinity, ...all(wantsTick).map(({ nextAt }) => nextAt));
    if (next < Infinity) ticks.wake(Math.max(0, next - elapsed()));
    const slow = Math.min(Infinity, ...all(() => true).map(nextSlowAt));
    if (slow < Infinity) slowLane.wake(Math.max(0, slow - elapsed()));
  };

  return {
    changes,
    ask: () => asks.wake(),
    wake,
    markDue(view, landed) {
      if (!view.concernedBy(landed)) return;
      view.due = true;
      for (const slow of view.slow.values()) slow.due = true;
    },
    isFresh: ({ shown, page }) => shown !== null && isWithin(deps.now() - shown.at, page.refresh),
    stopUnwanted: () => running.stopUnwanted(),
    async close() {
      running.stopUnwanted();
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
