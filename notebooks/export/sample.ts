import type { Columns, KeepingLane, QueryLimits } from "../../analysis/store/reads.ts";
import { rowsOf } from "../why/posts_behind.ts";
import type { BindScope, BoundSql } from "../page/bind_cell.ts";
import { usesHere } from "../page/compile_sql.ts";
import { judge, topicsAmong } from "../page/judged_posts.ts";
import type { SqlCell } from "../page/page.ts";
import type { RowKey } from "../page/row_key.ts";
import { bucketStart } from "../page/span.ts";
import { allQuery, amongPosts, type GroupRow, groupsQuery } from "./sample_queries.ts";
import { readModelNames, streamQuery } from "../why/posts_query.ts";
import { groupName, type SavedFilter, type SavedGroup } from "./saved.ts";

/** Cells of a page that count the same posts. */
export interface Filter {
  /** One of them: it says what the filter is. */
  cell: SqlCell;
  cells: SqlCell[];
}

/** The filters of a page; two cells have the same one where they narrow `${here}` by the same words. */
export function filtersOf(cells: SqlCell[]): Filter[] {
  const filters = new Map<string, Filter>();
  for (const cell of cells) {
    if (!usesHere(cell) || cell.error !== undefined) continue;
    const words = JSON.stringify(cell.and.map((part) => "text" in part ? part.text : [part.placeholder]));
    const known = filters.get(words);
    if (known === undefined) filters.set(words, { cell, cells: [cell] });
    else known.cells.push(cell);
  }
  return [...filters.values()];
}

/** Asks a query, at once with others where connections are free; null where it fails. `name` tells it from the others. */
export type AskRows = (
  name: string,
  work: (lane: KeepingLane) => Promise<Record<string, unknown>[]>,
) => Promise<Record<string, unknown>[] | null>;

/** What is counted of a filter before its groups are known; null where it fails. */
export type Whole = [Record<string, unknown>[] | null, Record<string, unknown>[] | null];

/** How the posts of a filter are asked for; `name` is that of a table for their rows. */
export function askerOf(ask: AskRows, filter: Filter, scope: BindScope, table: string, limits: QueryLimits) {
  const among = amongPosts(filter.cell, scope, table);
  const judged = (query: BoundSql) => judge(query, topicsAmong(scope), scope);
  const askAmong = (name: string, query: BoundSql) =>
    ask(`${table} ${name}`, async (lane) => {
      if (among.table !== null) {
        const { name, rows } = among.table;
        const { sql, binds } = judged(rows);
        await lane.keep(name, sql, binds, limits);
      }
      return await rowsOf(lane, judged(query), limits);
    });
  const { from, asOf: to, bucketMs } = scope.span;
  return {
    /** Counts all posts of the filter, and those of the whole stream in its window. */
    whole: (): Promise<Whole> =>
      Promise.all([
        askAmong("all", allQuery(among)),
        ask(
          `${table} stream`,
          (lane) => rowsOf(lane, streamQuery({ from, to }, Number.MAX_SAFE_INTEGER), limits),
        ),
      ]),
    /** Counts the groups of a cell that have these keys, and picks some posts of each. */
    groups: (cell: SqlCell, keys: RowKey[]) =>
      askAmong(cell.name, groupsQuery(among, cell.key, keys, bucketMs)),
  };
}

/** @see askerOf */
export type Asker = ReturnType<typeof askerOf>;

/**
 * Counts the posts behind the numbers of a filter and picks some of each group; `posts` are row numbers. Null where the whole
 * could not be counted.
 */
export async function sampleFilter(
  asker: Asker,
  [whole, streams]: Whole,
  filter: Filter,
  { span: { bucketMs } }: BindScope,
  bodyOf: (cell: SqlCell) => Columns | null,
): Promise<SavedFilter | null> {
  const grouped = filter.cells.flatMap((cell) => {
    const body = isGrouped(cell) ? bodyOf(cell) : null;
    const keys = body === null ? [] : keysOf(cell, body, bucketMs);
    return keys.length === 0 ? [] : [{ cell, keys }];
  });
  const rowsOfCells = await Promise.all(grouped.map(({ cell, keys }) => asker.groups(cell, keys)));
  if (!whole || !streams) return null;
  const [all] = whole;
  const { models, communities } = all as {
    models: string | null;
    communities: number;
  };
  const groups: SavedFilter["groups"] = { [groupName({})]: groupOfAll(all as unknown as GroupRow) };
  for (const [nth, { cell, keys }] of grouped.entries()) {
    const wanted = new Set(keys.map(groupName));
    for (const row of rowsOfCells[nth] ?? []) {
      const name = groupName(Object.fromEntries(cell.key.map((key) => [key, row[`key ${key}`] ?? null])));
      if (wanted.has(name)) groups[name] ??= groupOf(row as unknown as GroupRow);
    }
  }
  return {
    models: readModelNames(models),
    communities: communities > 0 ? communities : null,
    stream: Number(streams[0]!["posts"]),
    groups,
  };
}

/** Whether the rows of a cell are groups of posts: those that are one post each say themselves which. */
export function isGrouped({ key }: SqlCell): boolean {
  return key.length > 0 && !key.includes("id");
}

/** The keys of the rows of a cell, as far as its groups can be counted at once. */
export function keysOf(cell: SqlCell, { names, values, rows }: Columns, bucketMs: number): RowKey[] {
  const columns = cell.key.map((name) => names.indexOf(name));
  if (columns.includes(-1)) return [];
  const keys: RowKey[] = [];
  for (let row = 0; row < rows; row++) {
    const key = cell.key.map((name, i) => [name, values[columns[i]!]![row] ?? null]);
    keys.push(Object.fromEntries(key) as RowKey);
  }
  return keys.filter(({ start }) => start === undefined || bucketStart(Number(start), bucketMs) === start);
}

function groupOf(row: GroupRow): SavedGroup {
  return {
    count: row.posts,
    authors: row.signed > 0 ? row.authors : null,
    moods: [row.negative, row.neutral, row.positive, row.unknown],
    posts: row.newest ?? [],
  };
}

function groupOfAll(row: GroupRow): SavedGroup {
  const parts = row as unknown as Record<string, number> & Record<`newest ${string}`, number[] | null>;
  const moods = ["-1", "0", "1", "*"];
  return {
    ...groupOf(row),
    authorsByMood: Object.fromEntries(
      moods.map((mood) => [mood, parts[`signed ${mood}`]! > 0 ? parts[`authors ${mood}`]! : null]),
    ),
    posts: [...new Set([...row.newest ?? [], ...moods.flatMap((mood) => parts[`newest ${mood}`] ?? [])])],
  };
}
