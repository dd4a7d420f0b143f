import { judge, topicsAmong } from "../page/judged_posts.ts";
import { rowsOf } from "../why/posts_behind.ts";
import type { CollectedView } from "./collect.ts";
import { reportLimits, type ReportMoment } from "./moment.ts";
import { pickPosts } from "./pick_posts.ts";
import { postsByRow } from "./sample_queries.ts";

/**
 * Reads the posts that views of a page keep of their groups, newest first. From then on groups hold places in this list instead of
 * row numbers.
 */
export async function readPosts(
  moment: ReportMoment,
  views: CollectedView[],
  page: string,
): Promise<Record<string, unknown>[]> {
  // A post is saved once, with the moods of the first view.
  const { scope } = views[0]!;
  const topics = views.flatMap(({ scope }) => topicsAmong(scope));
  const picked = pickPosts(views.map(({ filters }) => filters));
  const parts = halvesOf(picked).map((rows, nth) =>
    moment.ask(
      `posts of ${page} ${nth}`,
      (lane) => rowsOf(lane, judge(postsByRow(rows), topics, scope), reportLimits),
    )
  );
  const read = (await Promise.all(parts)).flatMap((rows) => rows ?? []).sort(newestFirst);
  const places = new Map(read.map(({ row }, place) => [Number(row), place]));
  for (const { groups } of views.flatMap(({ filters }) => filters)) {
    for (const group of Object.values(groups)) {
      group.posts = group.posts.flatMap((row) => places.get(row) ?? []).sort((a, b) => a - b);
    }
  }
  // What a post does not say is left out: most of them say little of what they could.
  return read.map(({ row: _, ...post }) =>
    Object.fromEntries(Object.entries(post).filter(([, value]) => value !== null))
  );
}

// Each half of the table is read on a connection of its own.
function halvesOf(rows: number[]): number[][] {
  const middle = (Math.min(...rows) + Math.max(...rows)) / 2;
  return [rows.filter((row) => row <= middle), rows.filter((row) => row > middle)]
    .filter(({ length }) => length > 0);
}

function newestFirst(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return Number(b["created_at"]) - Number(a["created_at"]) ||
    compare(String(a["source"]), String(b["source"])) || compare(String(a["id"]), String(b["id"]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
