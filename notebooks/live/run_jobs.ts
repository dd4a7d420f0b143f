import {
  type FoundPosts,
  type KeepingLane,
  type Lane,
  QueryLate,
  type QueryLimits,
  type Snapshot,
} from "../../analysis/store/reads.ts";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import type { Job, Outcome, Running } from "./jobs.ts";
import { bindToPosts, shareByTopic, type SharedJobs } from "./topic_posts.ts";
import { bindToRows, groupByTopic, type JobGroup } from "./topic_rows.ts";

const dropped: Outcome = { kind: "dropped" };

/**
 * Runs queries at the moment of a snapshot, as many at once as it has connections, and settles the outcome of each.
 * @throws {Retriable} when failures have cost the snapshot its moment; the outcomes that are left then reject with it.
 */
export async function runJobs(
  jobs: Job[],
  snapshot: Snapshot,
  limits: QueryLimits,
  running: Running,
): Promise<void> {
  const { shared, left } = shareByTopic(jobs);
  const runGroups = (jobs: Job[]) =>
    groupByTopic(jobs).map((group) => runGroup(group, snapshot, limits, running));
  try {
    const ends = await Promise.allSettled([
      ...runGroups(left),
      runShared(shared, snapshot, limits, running).then((left) => Promise.all(runGroups(left))),
    ]);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  } catch (error) {
    for (const { outcome } of jobs) outcome.reject(error);
    throw error;
  }
}

// Returns what is to be asked without the others.
async function runShared(
  shared: SharedJobs[],
  snapshot: Snapshot,
  limits: QueryLimits,
  running: Running,
): Promise<Job[]> {
  if (shared.length === 0) return [];
  const wanted = () => shared.some(({ jobs }) => jobs.some((job) => job.wanted()));
  const found = await ending(
    wanted,
    running,
    (signal) => snapshot.find(shared.map(({ posts }) => posts), limits, signal),
  );
  const settle = (jobs: Job[], outcome: Outcome) => jobs.forEach((job) => job.outcome.resolve(outcome));
  const run = async (job: Job, posts: FoundPosts) =>
    job.wanted() ? await ask(job, posts, bindToPosts(job, posts), limits, running) : dropped;
  const ends = await Promise.all(shared.map(async ({ jobs }, i) => {
    const posts = Array.isArray(found) ? found[i]! : found;
    if (posts === null) return jobs;
    if (posts instanceof QueryLate) settle(jobs, { kind: "late", message: messageOf(posts) });
    else if ("kind" in posts) settle(jobs, posts);
    else await Promise.all(jobs.map(async (job) => job.outcome.resolve(await run(job, posts))));
    return [];
  }));
  return ends.flat();
}

async function runGroup(
  group: JobGroup,
  snapshot: Snapshot,
  limits: QueryLimits,
  running: Running,
): Promise<void> {
  const left = [...group.jobs];
  const run = async (lane: KeepingLane) => {
    for (let job = left[0]; job !== undefined; job = left[0]) {
      if (!job.wanted()) job.outcome.resolve(dropped);
      else if (group.rows === null) job.outcome.resolve(await ask(job, lane, job.bound, limits, running));
      else {
        const none = await findRows(group.rows, left, lane, limits, running);
        if (none !== null) return left.splice(0).forEach(({ outcome }) => outcome.resolve(none));
        job.outcome.resolve(await ask(job, lane, bindToRows(job, group.rows.table), limits, running));
      }
      left.shift();
    }
  };
  while (left.length > 0) {
    try {
      await snapshot.use(run);
    } catch (error) {
      // A failure costs one connection its moment; what is left goes on with another.
      if (!(error instanceof Retriable) || snapshot.lost) throw error;
    }
  }
}

// Null when the rows are there; otherwise how it ended for all that wait for them.
async function findRows(
  { table, bound }: NonNullable<JobGroup["rows"]>,
  jobs: Job[],
  lane: KeepingLane,
  limits: QueryLimits,
  running: Running,
): Promise<Outcome | null> {
  const wanted = () => jobs.some((job) => job.wanted());
  return await ending(wanted, running, async (signal) => {
    await lane.keep(table, bound.sql, bound.binds, limits, signal);
    return null;
  });
}

async function ask(
  job: Job,
  lane: Lane,
  { sql, binds }: Job["bound"],
  limits: QueryLimits,
  running: Running,
): Promise<Outcome> {
  const started = performance.now();
  return await ending(() => job.wanted(), running, async (signal) => {
    const result = await lane.query(sql, binds, limits, signal);
    return { kind: "result", body: JSON.stringify(result), ms: performance.now() - started };
  });
}

async function ending<T>(
  wanted: () => boolean,
  running: Running,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T | Outcome> {
  try {
    return await running.run(wanted, act);
  } catch (error) {
    if (error instanceof QueryLate) return { kind: "late", message: messageOf(error) };
    if (error instanceof Poison) return { kind: "failed", message: messageOf(error) };
    if (error instanceof DOMException && error.name === "AbortError") return dropped;
    throw error;
  }
}
