import type { KeepingLane, QueryLimits, Reads, Snapshot } from "../../analysis/store/reads.ts";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import { type Job, type Outcome, Running } from "../live/jobs.ts";
import { runJobs } from "../live/run_jobs.ts";

const width = 2;
const spare = 2;
const maxAttempts = 8;

/** Deadline and size of a query of a report: as many rows as a page shows, and longer, for nobody waits at a chart. */
export const reportLimits: QueryLimits = { deadlineMs: 20_000, maxRows: 5000 };

/** A query to work out. */
export type AskedJob = Omit<Job, "wanted" | "outcome">;

/** One moment of the data to which all of a report belongs. */
export interface ReportMoment {
  snapshot: Snapshot;
  /** Works out cells, all of them in one call; a failure is the outcome of its own cell. */
  run(jobs: AskedJob[]): Promise<Map<string, Outcome>>;
  /** Works out one query of ours on a connection; null where it fails. */
  ask<T>(name: string, work: (lane: KeepingLane) => Promise<T>): Promise<T | null>;
}

/**
 * Gives `work` one snapshot for everything. Where failed queries cost that, it begins again on a new one, and what failed is set
 * aside. @throws {Retriable} when that happens too often.
 */
export async function atOneMoment<T>(
  reads: Pick<Reads, "snapshot">,
  work: (moment: ReportMoment) => Promise<T>,
): Promise<T> {
  const failed = new Map<string, Outcome>();
  for (let attempt = 1;; attempt++) {
    try {
      await using snapshot = await reads.snapshot(width, spare);
      return await work(momentOf(snapshot, failed));
    } catch (error) {
      if (!(error instanceof Retriable) || attempt === maxAttempts) throw error;
    }
  }
}

function momentOf(snapshot: Snapshot, failed: Map<string, Outcome>): ReportMoment {
  return {
    snapshot,
    async run(asked) {
      const ends = new Map<string, Outcome>();
      const jobs: Job[] = [];
      for (const job of asked) {
        const known = failed.get(job.key);
        if (known !== undefined) ends.set(job.key, known);
        else jobs.push({ ...job, wanted: () => true, outcome: Promise.withResolvers<Outcome>() });
      }
      const waiting = Promise.allSettled(jobs.map(async ({ key, outcome }) => {
        const end = await outcome.promise;
        ends.set(key, end);
        if (end.kind !== "result") failed.set(key, end);
      }));
      try {
        await runJobs(jobs, snapshot, reportLimits, new Running());
      } finally {
        await waiting;
      }
      return ends;
    },
    async ask(name, work) {
      if (failed.has(name)) return null;
      try {
        return await snapshot.use(work);
      } catch (error) {
        if (!(error instanceof Poison)) throw error;
        failed.set(name, { kind: "failed", message: messageOf(error) });
        return null;
      }
    },
  };
}
