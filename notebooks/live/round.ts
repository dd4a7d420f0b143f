import type { Reads, Snapshot } from "../../analysis/store/reads.ts";
import { Retriable } from "../../ingest/base/errors.ts";
import type { BindScope, WriteTopic } from "../page/bind_cell.ts";
import { intervalOf } from "../page/interval.ts";
import type { SqlCell } from "../page/page.ts";
import { spanOf } from "../page/span.ts";
import { changedSince } from "../why/changed.ts";
import type { ResultCache } from "./result_cache.ts";
import { prepareCell, runCell } from "./run_cell.ts";
import type { Viewer, Watch } from "./viewer.ts";

const maxAttempts = 8;

/** What a round needs from outside. */
export interface RoundDeps {
  reads: Pick<Reads, "snapshot">;
  cache: ResultCache;
  writeTopic: WriteTopic;
  now: () => number;
}

/**
 * Answers some viewers from ONE snapshot, so that they all see one moment. Equal queries run once. Where a failed query
 * costs the snapshot, it is set aside with its error and the rest runs on a new one.
 * @returns the viewers that are behind and must be tried again.
 */
export async function runRound(viewers: Viewer[], deps: RoundDeps): Promise<Viewer[]> {
  const failed = new Map<string, string>();
  for (let attempt = 1;; attempt++) {
    try {
      return await answerAll(viewers, failed, deps);
    } catch (error) {
      if (!(error instanceof Retriable) || attempt === maxAttempts) throw error;
    }
  }
}

async function answerAll(viewers: Viewer[], failed: Map<string, string>, deps: RoundDeps): Promise<Viewer[]> {
  await using snapshot = await deps.reads.snapshot();
  const behind: Viewer[] = [];
  for (const viewer of viewers) {
    const watch = viewer.watch;
    if (watch === null) continue;
    const scope = scopeOf(watch, snapshot, deps);
    const bodies = new Map<string, string>();
    for (const cell of watch.page.cells) {
      if (viewer.watch !== watch) break;
      if (cell.kind === "sql") bodies.set(cell.name, await bodyOf(cell, scope, snapshot, deps.cache, failed));
    }
    const answer = {
      moment: snapshot.moment,
      span: scope.span,
      changed: await changedSince(watch, scope, snapshot),
      bodies,
    };
    if (!viewer.answer(watch, answer, deps.now())) behind.push(viewer);
  }
  return behind;
}

/** What the cells of a watch are bound to at the moment of a snapshot. */
export function scopeOf(
  watch: Pick<Watch, "page" | "values" | "time">,
  snapshot: Pick<Snapshot, "moment">,
  deps: Pick<RoundDeps, "writeTopic" | "now">,
): BindScope {
  const { page, values, time } = watch;
  const span = spanOf(snapshot.moment, intervalOf(page.params, values), deps.now(), time.asOf);
  return { specs: page.params, values, span, writeTopic: deps.writeTopic };
}

// A failure is kept for its round only: the next one tries again.
async function bodyOf(
  cell: SqlCell,
  scope: BindScope,
  snapshot: Snapshot,
  cache: ResultCache,
  failed: Map<string, string>,
): Promise<string> {
  const job = prepareCell(cell, scope);
  if ("error" in job) return JSON.stringify(job.error);
  const { landing } = snapshot.moment;
  const known = cache.get(landing, job.key) ?? failed.get(`${cell.line} ${job.key}`);
  if (known !== undefined) return known;
  const result = await runCell(snapshot, cell, job.bound);
  const body = JSON.stringify(result);
  if ("error" in result) failed.set(`${cell.line} ${job.key}`, body);
  else cache.set(landing, job.key, body);
  return body;
}
