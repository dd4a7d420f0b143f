import type { Collected } from "../collect.ts";
import { sqlCells } from "../../page/sql_cells.ts";
import { rulesOf, topicsAmong } from "../../page/judged_posts.ts";
import type { Hide } from "../request.ts";
import type { SavedExplore } from "../saved.ts";
import type { Slice } from "./slice.ts";

/** What a page is told of the data beside it. */
export function exploreOf({ page, views }: Collected, slice: Slice, { minCell, quotes }: Hide): SavedExplore {
  const { tables, posts, from, asOf } = slice;
  const cells = sqlCells(page);
  const isWhole = minCell <= 1 && quotes &&
    cells.every(({ reach }) => reach === undefined || reach.views.every((view) => tables.includes(view)));
  // The server alone has row numbers.
  const asked = cells.map((cell) => cell.reach ? { ...cell, reach: { ...cell.reach, rows: null } } : cell);
  const rules = rulesOf(views[0]!.scope.rules, views.flatMap(({ scope }) => topicsAmong(scope)));
  return { tables, posts, from, asOf, rules, cells: isWhole ? asked : null };
}
