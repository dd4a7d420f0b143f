import type { KeepingLane } from "../../analysis/store/reads.ts";
import type { BindScope, BoundSql } from "../page/bind_cell.ts";
import { judge, topicsAmong } from "../page/judged_posts.ts";
import type { RowKey } from "../page/row_key.ts";
import { rowsOf } from "../why/posts_behind.ts";
import { streamQuery } from "../why/posts_query.ts";
import type { Filter } from "./filters.ts";
import { reportLimits } from "./moment.ts";
import {
  allQuery,
  type AllRow,
  amongPosts,
  type GroupRow,
  type Groups,
  groupsQuery,
  newestQuery,
  recentQuery,
} from "./sample_queries.ts";
import { groupName } from "./saved.ts";

/** Posts that a group keeps at most, newest first; the group of all keeps as many of each mood. */
const postsPerGroup = 4;

/** The moods of posts; null where none is known. */
export const moods: (number | null)[] = [-1, 0, 1, null];

/** Asks a query, at once with others where connections are free; null where it fails. `name` tells it from the others. */
export type AskRows = (
  name: string,
  work: (lane: KeepingLane) => Promise<Record<string, unknown>[]>,
) => Promise<Record<string, unknown>[] | null>;

/** What is counted of a filter before its groups are known. */
export interface Whole {
  all: AllRow;
  /** Its groups by mood. */
  moods: Map<string, GroupRow>;
  /** All posts of the window, whatever they are about. */
  stream: number;
}

/** Counts the posts of a filter, whole and in groups. */
export interface GroupAsker {
  /** Null where it fails. */
  whole(): Promise<Whole | null>;
  /** The groups of these keys, by `groupName`; `what` tells the query from others. */
  groups(what: string, names: string[], keys: RowKey[]): Promise<Map<string, GroupRow>>;
}

/** How the posts of a filter are asked for; `name` tells the filter from others. */
export function createGroupAsker(
  ask: AskRows,
  filter: Filter,
  scope: BindScope,
  name: string,
): GroupAsker {
  const { from, asOf: to, bucketMs } = scope.span;
  let among = amongPosts(filter.cell, scope);
  const askAmong = (what: string, query: BoundSql) =>
    ask(`${name} ${what}`, async (lane) => {
      if (among.rows !== null) {
        const { table, bound } = among.rows;
        await lane.keep(table, bound.sql, bound.binds, reportLimits);
      }
      return await rowsOf(lane, judge(query, topicsAmong(scope), scope), reportLimits);
    });
  let since: Promise<number | null> | undefined;
  const readSince = async () => {
    const rows = await askAmong("recent", recentQuery(among));
    return rows?.[0]?.["since"] as number | null ?? null;
  };
  const groups: GroupAsker["groups"] = async (what, names, keys) => {
    // Each window has newest posts of its own.
    const recent = names.includes("start") ? null : await (since ??= readSince());
    const wanted = { names, keys, ...windowsOf(keys, bucketMs), since: recent, most: postsPerGroup };
    const found = byKey(wanted, await askAmong(what, groupsQuery(among, wanted)));
    const few = recent === null ? [] : keys.filter((key) => lacksPosts(found.get(groupName(key))));
    if (few.length === 0) return found;
    const all = { ...wanted, keys: few, since: null };
    const newest = byKey(all, await askAmong(`${what} newest`, newestQuery(among, all)));
    for (const [name, row] of newest) found.get(name)!.newest = row.newest;
    return found;
  };
  return {
    async whole() {
      const window = streamQuery({ from, to }, Number.MAX_SAFE_INTEGER);
      const [all, byMood, streams] = await Promise.all([
        askAmong("all", allQuery(among)),
        groups("moods", ["mood"], moods.map((mood) => ({ mood }))),
        ask(`${name} stream`, (lane) => rowsOf(lane, window, reportLimits)),
      ]);
      if (all === null || streams === null) return null;
      const counted = all[0] as unknown as AllRow;
      among = { ...among, mayBeCorrected: counted.by_hand + counted.by_rule > 0 };
      return { all: counted, moods: byMood, stream: Number(streams[0]!["posts"]) };
    },
    groups,
  };
}

// All rows of a cell have windows of one length, that of the page where they do not say.
function windowsOf(keys: RowKey[], bucketMs: number): Pick<Groups, "windowMs" | "origin"> {
  const { start = 0, until = Number(start) + bucketMs } = keys[0] ?? {};
  return { windowMs: Number(until) - Number(start), origin: Number(start) };
}

function lacksPosts(row: GroupRow | undefined): boolean {
  return row !== undefined && (row.newest?.length ?? 0) < Math.min(postsPerGroup, row.posts);
}

function byKey({ names, keys }: Groups, rows: Record<string, unknown>[] | null): Map<string, GroupRow> {
  const asked = new Set(keys.map(groupName));
  const found = (rows ?? []).map((row): [string, GroupRow] => [
    groupName(Object.fromEntries(names.map((name) => [name, row[`key ${name}`] ?? null]))),
    row as unknown as GroupRow,
  ]);
  return new Map(found.filter(([name]) => asked.has(name)));
}
