import type { Columns } from "../../analysis/store/reads.ts";
import type { Collected } from "./collect.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { keepRows } from "./keep_rows.ts";
import { hideSmall } from "./hide_small.ts";
import { createPseudonyms, type Pseudonyms } from "./pseudonyms.ts";
import type { Hide } from "./request.ts";
import { personColumns, plainColumns, quoteColumns, wordKeys } from "./sensitive_columns.ts";

/** What was withheld, in words, and the other names that were given; null where people keep theirs. */
export interface Hidden {
  withheld: string[];
  names: Pseudonyms | null;
}

/** Takes out of what was collected what is not to be shared. */
export function hide(collected: Collected, { minCell, pseudonyms, quotes }: Hide): Hidden {
  const names = pseudonyms ? createPseudonyms() : null;
  const withheld = [
    ...minCell > 1 ? hideSmall(collected, minCell) : [],
    ...quotes ? [] : hideQuotes(collected),
    ...names === null ? [] : hidePeople(collected, names),
  ];
  return { withheld, names };
}

function hideQuotes(collected: Collected): string[] {
  eachBody(collected, (body, columns) => {
    for (const column of columns) body.values[column] = body.values[column]!.map(() => null);
  }, quoteColumns);
  for (const { name, key } of sqlCells(collected.page)) {
    if (!key.some((name) => wordKeys.has(name))) continue;
    for (const { bodies } of collected.views) {
      const body = bodies.get(name);
      if (body !== undefined && !("error" in body)) bodies.set(name, keepRows(body, () => false));
    }
  }
  collected.posts.length = 0;
  for (const { groups } of collected.views.flatMap(({ filters }) => filters)) {
    for (const [name, group] of Object.entries(groups)) {
      group.posts = [];
      if ((JSON.parse(name) as unknown[]).some((part, at) => at % 2 === 0 && wordKeys.has(String(part)))) {
        delete groups[name];
      }
    }
  }
  return [
    "Texts of posts are withheld, and names and phrases in them, also where a chart has nothing there.",
  ];
}

function hidePeople(collected: Collected, names: Pseudonyms): string[] {
  eachBody(collected, (body, columns) => {
    for (const column of columns) {
      const name = body.names[column]!;
      body.values[column] = body.values[column]!.map((value) => names.hide(name, value));
    }
  }, personColumns);
  for (const post of collected.posts) {
    for (const [name, value] of Object.entries(post)) post[name] = names.hide(name, value);
  }
  for (const { groups } of collected.views.flatMap(({ filters }) => filters)) {
    renameGroups(groups, names.hide);
  }
  return [
    "Authors have other names here, the same within this report; handles in texts are masked, links to posts are withheld.",
  ];
}

function renameGroups(
  groups: Record<string, unknown>,
  rename: (name: string, value: unknown) => unknown,
): void {
  for (const [name, group] of Object.entries(groups)) {
    const flat = JSON.parse(name) as unknown[];
    const renamed = flat.map((value, at) => {
      const column = String(flat[at - 1]);
      return at % 2 === 0 || plainColumns.has(column) ? value : rename(column, value);
    });
    delete groups[name];
    groups[JSON.stringify(renamed)] = group;
  }
}

function eachBody(
  { page, views }: Collected,
  act: (body: Columns, columns: number[]) => void,
  columnsOf: typeof quoteColumns,
): void {
  for (const cell of sqlCells(page)) {
    for (const { bodies } of views) {
      const body = bodies.get(cell.name);
      if (body !== undefined && !("error" in body)) act(body, columnsOf(cell, body));
    }
  }
}
