import type { Bind } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindCell, bindInto, type BindScope, type BoundSql } from "../page/bind_cell.ts";
import { shortHash } from "../page/cell_ids.ts";
import type { SqlCell } from "../page/page.ts";
import type { Job } from "./jobs.ts";

/** What finds the rows of some posts, into a table of this name: equal for equal posts. */
export interface TopicRows {
  table: string;
  bound: BoundSql;
}

/** Queries that run one after another on one connection, and the rows of the topic that they share; null for one that shares none. */
export interface JobGroup {
  rows: TopicRows | null;
  jobs: Job[];
}

/**
 * Groups queries by their topic: where two or more ask for the same, its predicate, the dearest part of them, is worked out
 * once. It is bounded by the window if all of them are.
 */
export function groupByTopic(jobs: Job[]): JobGroup[] {
  const groups = new Map<string, JobGroup>();
  const alone: JobGroup[] = [];
  for (const job of jobs) {
    const { reach } = job.cell;
    const rows = reach?.rows ? rowsOfTopic(job.cell, job.scope, reach.windowed) : null;
    if (rows === null) {
      alone.push({ rows, jobs: [job] });
      continue;
    }
    const group = groups.get(rows.table) ?? { rows, jobs: [] };
    groups.set(rows.table, group);
    group.jobs.push(job);
  }
  return [...groups.values(), ...alone].map((group) =>
    group.jobs.length > 1 ? group : { ...group, rows: null }
  );
}

/** A cell's SQL in which its topic is a test of the rows in a table. */
export function bindToRows({ cell, scope }: Pick<Job, "cell" | "scope">, table: string): BoundSql {
  const parts = cell.reach?.rows ?? cell.parts;
  return bindCell({ ...cell, parts }, { ...scope, writeTopic: () => isAmong(table) });
}

/** The condition that a row is among those of a table. */
export function isAmong(table: string): string {
  return `${postsRows.row} in (from ${table})`;
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

/** The rows of the one topic that a cell asks for, in its window or at all times; null where it asks for none, or for two. */
export function rowsOfTopic(cell: SqlCell, scope: BindScope, windowed: boolean): TopicRows | null {
  const topic = topicOf(cell, scope);
  if (topic === null) return null;
  const { predicate, binds } = topic;
  const time = (value: number) => bindInto(binds)({ type: "time", value });
  const window = windowed
    ? ` and created_at >= ${time(scope.span.from)} and created_at < ${time(scope.span.asOf)}`
    : "";
  const sql = `select ${postsRows.row} from ${postsRows.view} where ${predicate}${window}`;
  return keptRows({ sql, binds });
}

/** A table for the rows that a query finds. */
export function keptRows(bound: BoundSql): TopicRows {
  return { table: `topic_rows_${shortHash(JSON.stringify([bound.sql, bound.binds]))}`, bound };
}
