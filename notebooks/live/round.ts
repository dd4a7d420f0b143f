import { Retriable } from "../../ingest/base/errors.ts";
import { answerView } from "./answer_view.ts";
import type { Job, Outcome } from "./jobs.ts";
import { runJobs } from "./run_jobs.ts";
import type { View } from "./view.ts";
import type { RoundAnswer, RoundDeps, RoundKind } from "./round_parts.ts";

const maxAttempts = 8;

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
