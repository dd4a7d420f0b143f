import { unpackGroups } from "../../export/packed_groups.ts";
import { unpackRows } from "../../export/packed_rows.ts";
import {
  groupName,
  type PackedFilter,
  type SavedFilter,
  type SavedReport,
  type SavedView,
} from "../../export/saved.ts";
import type { ParamSpecs } from "../../page/param_spec.ts";
import type { ParamValues } from "../../page/param_values.ts";
import type { Span } from "../../page/span.ts";
import type { MoodMakers } from "../../why/mood_makers.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { postsWords, queryWords } from "../../why/query_words.ts";
import type { AskWhy } from "../why/ask.ts";
import type { WhyKey } from "../why/why.ts";
import { type Corrected, findGroup, findPost, type Group } from "./saved_group.ts";

/** What the report shows now. */
export interface Showing {
  view: SavedView;
  specs: ParamSpecs;
  values: ParamValues;
}

/** Answers why a number of a report is what it is, from the sample that was saved with it. */
export function createSavedWhy(report: SavedReport, showing: () => Showing): AskWhy {
  const { landing, oldest } = report.moment;
  const posts = unpackRows(report.posts);
  const unpacked = new Map<PackedFilter, SavedFilter["groups"]>();
  const groupsOf = (filter: PackedFilter) => {
    const groups = unpacked.get(filter) ?? unpackGroups(filter.groups);
    unpacked.set(filter, groups);
    return groups;
  };
  const groupOf = (view: SavedView, cell: string, key: WhyKey): Group | null => {
    const filter = view.filters[report.queries[cell]!.filter ?? -1];
    if (key["id"] === undefined) {
      return filter === undefined ? null : findGroup(groupsOf(filter), key, posts);
    }
    const body = report.bodies[view.cells[cell] ?? -1];
    if (body === undefined || "error" in body) return null;
    return findPost(body, key, filter && groupsOf(filter)[groupName({})], posts);
  };
  return {
    posts({ cell, key, as }, _time, { offset, limit }) {
      const { view, specs, values } = showing();
      const { span } = view;
      const query = report.queries[cell];
      const filter = view.filters[query?.filter ?? -1];
      // Of the whole filter alone it is saved how large the stream was, and how many communities there are.
      const isWhole = Object.keys(key).length === 0 || (as !== "stream" && as !== "communities");
      const group = query === undefined || !isWhole ? null : groupOf(view, cell, key);
      if (query === undefined || group === null) {
        return Promise.resolve({ problem: "The posts of this number are not saved in this report." });
      }
      const { corrected, ...known } = group;
      const value: PostsBehind = {
        ...known,
        communities: filter?.communities ?? null,
        stream: filter?.stream ?? null,
        held: group.posts.length,
        makers: corrected && makersOf(filter?.models ?? [], group.moods, corrected),
        ...windowOf(key, span),
        asOf: span.asOf,
        landing,
        oldest,
        coverage: [],
        query: queryWords(query, { specs, values, span }),
        postsQuery: postsWords(key, span, landing),
        offset,
        posts: group.posts.slice(offset, offset + limit),
      };
      return Promise.resolve({ value });
    },
    opinions: null,
    csvHref: () => null,
    query(cell) {
      const { view, specs, values } = showing();
      const query = report.queries[cell];
      if (query === undefined) return Promise.resolve({ problem: "This query is not saved in this report." });
      const { span } = view;
      const words = queryWords(query, { specs, values, span });
      const all = groupOf(view, cell, {});
      const models = view.filters[query.filter ?? -1]?.models ?? [];
      const makers = all?.corrected ? makersOf(models, all.moods, all.corrected) : null;
      return Promise.resolve({ value: { ...words, ...span, landing, makers } });
    },
  };
}

function makersOf(models: string[], moods: PostsBehind["moods"], corrected: Corrected): MoodMakers {
  const { byHand, byRule } = corrected;
  const judged = moods.negative + moods.neutral + moods.positive;
  return { models: byHand + byRule < judged ? models : [], byHand, byRule };
}

function windowOf({ start, until }: WhyKey, { from, asOf, bucketMs }: Span): { from: number; to: number } {
  if (start === undefined) return { from, to: asOf };
  const end = Number(until ?? Number(start) + bucketMs);
  return { from: Math.max(Number(start), from), to: Math.min(end, asOf) };
}
