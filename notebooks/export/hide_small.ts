import type { Columns } from "../../analysis/store/reads.ts";
import { usesHere } from "../page/compile_sql.ts";
import type { SqlCell } from "../page/page.ts";
import type { Collected, CollectedView } from "./collect.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { isGrouped } from "./filters.ts";
import { keepRows } from "./keep_rows.ts";
import { groupName, type SavedFilter } from "./saved.ts";

/**
 * Takes out the rows that stand for fewer posts than `least`, with the posts behind them; where a whole view counts fewer, all of
 * its rows. A group's size is what its key counts, else its column `posts`. @returns what was withheld, in words.
 */
export function hideSmall(collected: Collected, least: number): string[] {
  const withheld = new Map<string, number>();
  for (const view of collected.views) {
    for (const cell of sqlCells(collected.page)) {
      const body = view.bodies.get(cell.name);
      if (body === undefined || "error" in body) continue;
      const kept = keepRows(body, (row) => sizeOf(cell, body, row, filterOf(collected, view, cell)) >= least);
      if (kept.rows < body.rows) {
        withheld.set(cell.name, (withheld.get(cell.name) ?? 0) + body.rows - kept.rows);
      }
      view.bodies.set(cell.name, kept);
    }
    for (const { groups } of view.filters) {
      for (const [name, { count }] of Object.entries(groups)) if (count < least) delete groups[name];
    }
  }
  dropUnused(collected);
  const parts = [...withheld].map(([cell, rows]) => `${cell} ${rows}`);
  return [
    `Groups of fewer than ${least} posts are withheld${
      parts.length === 0
        ? "; there were none"
        : `, also where a chart has nothing there (rows of ${parts.join(", ")})`
    }.`,
  ];
}

function filterOf({ filters }: Collected, view: CollectedView, cell: SqlCell): SavedFilter | undefined {
  return view.filters[filters.findIndex(({ cells }) => cells.includes(cell))];
}

// Of what is no group the size is unknown: it stays, unless all that its query counts is too small.
function sizeOf(
  cell: SqlCell,
  { names, values }: Columns,
  row: number,
  filter: SavedFilter | undefined,
): number {
  const all = filter?.groups[groupName({})]?.count ?? Infinity;
  const valueOf = (name: string) => values[names.indexOf(name)]?.[row] ?? null;
  const named = names.includes("posts") ? Number(valueOf("posts")) : Infinity;
  if (!usesHere(cell) || !isGrouped(cell)) return Math.min(all, named);
  const key = Object.fromEntries(cell.key.map((name) => [name, valueOf(name)]));
  return Math.min(all, filter?.groups[groupName(key)]?.count ?? named);
}

// A post that only withheld groups had goes with them.
function dropUnused({ views, posts }: Collected): void {
  const groups = views.flatMap(({ filters }) => filters.flatMap(({ groups }) => Object.values(groups)));
  const used = [...new Set(groups.flatMap(({ posts }) => posts))].sort((a, b) => a - b);
  const places = new Map(used.map((old, place) => [old, place]));
  for (const group of groups) group.posts = group.posts.map((old) => places.get(old)!);
  posts.splice(0, posts.length, ...used.map((old) => posts[old]!));
}
