import type { FoundPosts, SharedPosts } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindCell, type BoundSql } from "../page/bind_cell.ts";
import { intervalOf } from "../page/interval.ts";
import { judgedPosts } from "../page/judged_posts.ts";
import type { Job } from "./jobs.ts";
import { topicOf } from "./topic_rows.ts";

/** Queries to which the posts of one topic in one window are all that matters. */
export interface SharedJobs {
  posts: SharedPosts;
  jobs: Job[];
}

/** Puts queries together that can share the posts of their topic; the others are left. */
export function shareByTopic(jobs: Job[]): { shared: SharedJobs[]; left: Job[] } {
  const groups = new Map<string, SharedJobs>();
  const left: Job[] = [];
  for (const job of jobs) {
    const posts = postsOf(job);
    if (posts === null) {
      left.push(job);
      continue;
    }
    const group = groups.get(posts.key);
    if (group === undefined) {
      groups.set(posts.key, { posts, jobs: [job] });
      continue;
    }
    group.jobs.push(job);
    group.posts.columns = [...new Set([...group.posts.columns, ...posts.columns])];
  }
  return { shared: [...groups.values()], left };
}

/** A cell's SQL over the posts of its topic that were found. */
export function bindToPosts(
  { cell, scope }: Pick<Job, "cell" | "scope">,
  { relation }: FoundPosts,
): BoundSql {
  const parts = (cell.reach?.rows ?? cell.parts).map((part) =>
    "text" in part ? { text: part.text.replaceAll(postsRows.view, relation) } : part
  );
  return bindCell({ ...cell, parts }, { ...scope, writeTopic: () => "true", rules: [], moods: "corrected" });
}

function postsOf({ cell, scope, moves }: Job): SharedPosts | null {
  const columns = cell.reach?.columns;
  const topic = columns && topicOf(cell, scope);
  if (!columns || !topic) return null;
  const { from, asOf, bucketMs } = scope.span;
  const window = moves ? [intervalOf(scope.specs, scope.values), bucketMs] : [from, asOf];
  const binds = [...topic.binds];
  const relation = judgedPosts(postsRows.view, [topic.text], scope, binds);
  const key = JSON.stringify([topic.predicate, relation, binds, window]);
  return { key, where: topic.predicate, relation, binds, columns, from, asOf, moves };
}
