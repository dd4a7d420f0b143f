import type { Snapshot } from "../../analysis/store/reads.ts";
import type { BindScope } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import { sqlError } from "../page/sql_error.ts";
import { changedSince } from "../why/changed.ts";
import type { Reach } from "./changes.ts";
import type { Job, Outcome } from "./jobs.ts";
import type { RoundAnswer, RoundDeps } from "./round_parts.ts";
import { prepareCell } from "./run_cell.ts";
import { scopeOf } from "./scope.ts";
import type { View } from "./view.ts";

/**
 * Works out one view of a round. Up to its first wait it only collects the queries that it needs, into `jobs`, for the round to
 * run. Null where nobody waits for it any more.
 * @param ended how queries ended that cost an earlier snapshot of the round.
 */
export async function answerView(
  view: View,
  cells: SqlCell[],
  snapshot: Snapshot,
  jobs: Map<string, Job>,
  ended: Map<string, Outcome>,
  deps: RoundDeps,
): Promise<RoundAnswer | null> {
  const { moment } = snapshot;
  const scope = scopeOf(view, snapshot, deps);
  const outcomes = cells.map((cell) => outcomeOf(cell, scope, view, moment.landing, jobs, ended, deps));
  const [changed, ...ends] = await Promise.all([changedSince(view, scope, snapshot), ...outcomes]);
  const answer: RoundAnswer = {
    moment,
    span: scope.span,
    changed,
    at: deps.now(),
    bodies: new Map(),
    late: [],
  };
  for (const [i, outcome] of ends.entries()) {
    const cell = cells[i]!;
    if (outcome.kind === "dropped") return null;
    if (outcome.kind === "result") answer.bodies.set(cell.name, outcome);
    else if (outcome.kind === "late") answer.late.push({ cell, message: outcome.message });
    else {answer.bodies.set(cell.name, {
        body: JSON.stringify({ error: sqlError(outcome.message, cell) }),
        ms: null,
      });}
  }
  return answer;
}

function outcomeOf(
  cell: SqlCell,
  scope: BindScope,
  view: View,
  landing: number,
  jobs: Map<string, Job>,
  ended: Map<string, Outcome>,
  { cache }: RoundDeps,
): Outcome | Promise<Outcome> {
  const prepared = prepareCell(cell, scope);
  if ("error" in prepared) return { kind: "result", body: JSON.stringify(prepared.error), ms: null };
  const { key, bound } = prepared;
  const known = cache.get(key, landing);
  if (known !== undefined) return { kind: "result", body: known, ms: null };
  const end = ended.get(key);
  if (end !== undefined) return end;
  const job = jobs.get(key);
  if (job !== undefined) {
    const { wanted } = job;
    job.wanted = () => wanted() || view.wanted;
    return job.outcome.promise;
  }
  const outcome = Promise.withResolvers<Outcome>();
  const reach = reachOf(cell, scope);
  const moves = view.time.asOf === null;
  jobs.set(key, { key, bound, reach, cell, scope, moves, wanted: () => view.wanted, outcome });
  return outcome.promise.then((outcome) => {
    // A failure is kept for its round only: the next one tries again.
    if (outcome.kind === "result") cache.set(key, landing, outcome.body, reach);
    else if (outcome.kind !== "dropped") ended.set(key, outcome);
    return outcome;
  });
}

function reachOf({ reach }: SqlCell, { span }: BindScope): Reach {
  return { views: reach?.views ?? [], window: reach?.windowed ? { from: span.from, asOf: span.asOf } : null };
}
