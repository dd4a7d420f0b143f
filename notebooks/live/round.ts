import type { QueryLimits, Reads, Snapshot } from "../../analysis/store/reads.ts";
import { Retriable } from "../../ingest/base/errors.ts";
import type { BindScope, WriteTopic } from "../page/bind_cell.ts";
import { intervalOf } from "../page/interval.ts";
import type { SqlCell } from "../page/page.ts";
import { spanOf } from "../page/span.ts";
import { sqlError } from "../page/sql_error.ts";
import { changedSince } from "../why/changed.ts";
import type { Reach } from "./changes.ts";
import type { Job, Outcome, Running } from "./jobs.ts";
import type { ResultCache } from "./result_cache.ts";
import { prepareCell } from "./run_cell.ts";
import { runJobs } from "./run_jobs.ts";
import type { Shown, View, Watched } from "./view.ts";

const maxAttempts = 8;

/** What a round needs from outside. */
export interface RoundDeps {
  reads: Pick<Reads, "snapshot">;
  cache: ResultCache;
  running: Running;
  writeTopic: WriteTopic;
  now: () => number;
}

/** Which cells a round works out, and at what cost. */
export interface RoundKind {
  /** Queries at once. */
  width: number;
  /** Failed queries that a round can bear before it must begin again. */
  spare: number;
  /** Connections that find the posts of topics. */
  finders: number;
  limits: QueryLimits;
  /** The SQL cells of a view that this round is for. */
  cells(view: View): SqlCell[];
}

/** What a round found out about a view: encoded results by cell, how long each took (null where it was known), and the cells that took too long. */
export interface RoundAnswer extends Omit<Shown, "results"> {
  bodies: Map<string, { body: string; ms: number | null }>;
  late: { cell: SqlCell; message: string }[];
}

/**
 * Works out some views from ONE snapshot, so that all show one moment. Equal queries run once; what is known to hold still
 * is not asked again. Calls back for each view as soon as it is whole. Where failed queries cost the snapshot, they are set
 * aside with their error and the rest runs on a new one.
 */
export async function runRound(
  views: View[],
  kind: RoundKind,
  deps: RoundDeps,
  answered: (view: View, answer: RoundAnswer) => void,
): Promise<void> {
  const left = new Set(views);
  const ended = new Map<string, Outcome>();
  for (let attempt = 1;; attempt++) {
    const endedBefore = ended.size;
    try {
      return await answerAll([...left], kind, ended, deps, (view, answer) => {
        left.delete(view);
        answered(view, answer);
      });
    } catch (error) {
      // However many queries fail, each attempt has fewer of them left.
      const closer = ended.size > endedBefore;
      if (!(error instanceof Retriable) || (attempt >= maxAttempts && !closer)) throw error;
    }
  }
}

/** What the cells of a page are bound to at the moment of a snapshot. */
export function scopeOf(
  { page, values, time }: Pick<Watched, "values" | "time"> & {
    page: Pick<Watched["page"], "params" | "time">;
  },
  snapshot: Pick<Snapshot, "moment">,
  deps: Pick<RoundDeps, "writeTopic" | "now">,
): BindScope {
  const { moment } = snapshot;
  const edges = page.time === "arrival" ? { oldest: null, liveEdge: null } : moment;
  const span = spanOf(edges, intervalOf(page.params, values), deps.now(), time.asOf);
  return { specs: page.params, values, span, writeTopic: deps.writeTopic };
}

async function answerAll(
  views: View[],
  kind: RoundKind,
  ended: Map<string, Outcome>,
  deps: RoundDeps,
  answered: (view: View, answer: RoundAnswer) => void,
): Promise<void> {
  await using snapshot = await deps.reads.snapshot(kind.width, kind.spare, kind.finders);
  const jobs = new Map<string, Job>();
  const answers = views.filter((view) => view.wanted).map((view) =>
    answerView(view, kind.cells(view), snapshot, jobs, ended, deps).then((answer) => {
      if (answer !== null) answered(view, answer);
    })
  );
  const ends = await Promise.allSettled([
    runJobs([...jobs.values()], snapshot, kind.limits, deps.running),
    ...answers,
  ]);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

// Up to its first wait it only collects the queries that it needs. Null where nobody waits for it any more.
async function answerView(
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
