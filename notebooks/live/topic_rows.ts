import type { Bind } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindCell, bindInto, type BindScope, type BoundSql } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import type { Job } from "./jobs.ts";

/** Queries that run one after another on one connection, and the rows of the topic that they share. */
export interface JobGroup {
  /** Finds the rows once, into a table of this name; null for a query that shares none. */
  rows: { table: string; bound: BoundSql } | null;
  jobs: Job[];
}

/**
 * Groups queries by their topic: where two or more ask for the same, its predicate, the dearest part of them, is worked out
 * once. It is bounded by the window if all of them are.
 */
export function groupByTopic(jobs: Job[]): JobGroup[] {
  const groups = new Map<string, JobGroup & { rows: { table: string; bound: BoundSql } }>();
  const alone: JobGroup[] = [];
  for (const job of jobs) {
    const bound = rowsOfTopic(job.cell, job.scope);
    if (bound === null) {
      alone.push({ rows: null, jobs: [job] });
      continue;
    }
    const key = JSON.stringify([bound.sql, bound.binds]);
    const group = groups.get(key) ?? { rows: { table: `topic_rows_${groups.size}`, bound }, jobs: [] };
    groups.set(key, group);
    group.jobs.push(job);
  }
  return [...groups.values(), ...alone].map((group) =>
    group.jobs.length > 1 ? group : { ...group, rows: null }
  );
}

/** A cell's SQL in which its topic is a test of the rows in a table. */
export function bindToRows({ cell, scope }: Pick<Job, "cell" | "scope">, table: string): BoundSql {
  const parts = cell.reach?.rows ?? cell.parts;
  return bindCell({ ...cell, parts }, { ...scope, writeTopic: () => `${postsRows.row} in (from ${table})` });
}

/** The one topic that a cell asks for, as typed and as a predicate; null where it asks for none, for all posts, or for two. */
export function topicOf(
  cell: SqlCell,
  scope: BindScope,
): { text: string; predicate: string; binds: Bind[] } | null {
  const topics = new Set<string>();
  bindCell(cell, { ...scope, writeTopic: (text) => (topics.add(text), "true") });
  const [topic] = topics;
  if (topic === undefined || topics.size > 1) return null;
  const binds: Bind[] = [];
  const predicate = scope.writeTopic(topic, bindInto(binds));
  return predicate === "true" ? null : { text: topic, predicate, binds };
}

// Null also where row numbers could mean something else.
function rowsOfTopic(cell: SqlCell, scope: BindScope): BoundSql | null {
  const topic = cell.reach?.rows ? topicOf(cell, scope) : null;
  if (topic === null) return null;
  const { predicate, binds } = topic;
  const bind = bindInto(binds);
  const time = (value: number) => bind({ type: "time", value });
  const window = cell.reach!.windowed
    ? ` and created_at >= ${time(scope.span.from)} and created_at < ${time(scope.span.asOf)}`
    : "";
  return { sql: `select ${postsRows.row} from ${postsRows.view} where ${predicate}${window}`, binds };
}
