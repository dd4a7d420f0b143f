import { readModelNames } from "../why/mood_makers.ts";
import { type GroupAsker, moods, type Whole } from "./ask_groups.ts";
import type { CollectedView } from "./collect.ts";
import { type Filter, isGrouped, keysOf } from "./filters.ts";
import type { CountRow, GroupRow } from "./sample_queries.ts";
import { groupName, type SavedFilter, type SavedGroup } from "./saved.ts";

/** Counts the posts behind the numbers of a filter and picks some of each group; `posts` are row numbers. */
export async function sampleFilter(
  asker: GroupAsker,
  whole: Whole | null,
  filter: Filter,
  { bodies, scope: { span } }: Pick<CollectedView, "bodies" | "scope">,
): Promise<SavedFilter> {
  if (whole === null) return { models: [], readers: [], communities: null, stream: 0, groups: {} };
  const grouped = filter.cells.flatMap((cell) => {
    const body = bodies.get(cell.name)!;
    const keys = "error" in body || !isGrouped(cell) ? [] : keysOf(cell, body, span.bucketMs);
    return keys.length === 0 ? [] : [{ cell, keys }];
  });
  const found = await Promise.all(grouped.map(({ cell, keys }) => asker.groups(cell.name, cell.key, keys)));
  const groups: SavedFilter["groups"] = { [groupName({})]: groupOfAll(whole) };
  for (const [name, row] of found.flatMap((rows) => [...rows])) {
    groups[name] ??= groupOf(row, row.newest ?? []);
  }
  const { models, readers, communities } = whole.all;
  return {
    models: readModelNames(models),
    readers: readModelNames(readers),
    communities: communities > 0 ? communities : null,
    stream: whole.stream,
    groups,
  };
}

function groupOf(row: CountRow, posts: number[]): SavedGroup {
  return {
    count: row.posts,
    authors: authorsOf(row),
    moods: [row.negative, row.neutral, row.positive, row.unknown],
    ...row.by_hand + row.by_rule > 0 ? { corrected: [row.by_hand, row.by_rule] } : {},
    posts,
  };
}

function groupOfAll({ all, moods: byMood }: Whole): SavedGroup {
  const rows = moods.map((mood): [string, GroupRow | undefined] => [
    String(mood),
    byMood.get(groupName({ mood })),
  ]);
  return {
    ...groupOf(all, rows.flatMap(([, row]) => row?.newest ?? [])),
    authorsByMood: {
      ...Object.fromEntries(rows.map(([mood, row]) => [mood, row === undefined ? null : authorsOf(row)])),
      "*": authorsOf({ authors: all.judged_authors, signed: all.judged_signed }),
    },
  };
}

function authorsOf({ authors, signed }: Pick<CountRow, "authors" | "signed">): number | null {
  return signed > 0 ? authors : null;
}
