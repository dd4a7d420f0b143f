import type { Bind } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindInto, type BindScope, type BoundSql, writeHere } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import { keyLists, type RowKey } from "../page/row_key.ts";
import { namesOfModels, shownColumns } from "../why/posts_query.ts";

/** Posts that a group keeps at most, newest first. */
export const postsPerGroup = 4;
const postsOfAll = 5;

/** The columns that each group has, whatever it is grouped by. */
export interface GroupRow {
  posts: number;
  authors: number;
  signed: number;
  negative: number;
  neutral: number;
  positive: number;
  unknown: number;
  /** Row numbers of its newest posts. */
  newest: number[];
}

// Among posts of one millisecond the later row counts as newer, so that equal data give equal samples. One BIGINT: it holds
// times up to the year 2248, and takes a quarter of the time that a HUGEINT does.
const order = `epoch_ms(created_at) * 1048576 + ${postsRows.row} % 1048576`;
const readable = `(text <> '' or title is not null)`;
const person = `hash(source, author_id)`;
const counts = `count(*) as posts,
  count(distinct ${person}) filter (author_id is not null) as authors, count(author_id) as signed,
  count(*) filter (mood = -1) as negative, count(*) filter (mood = 0) as neutral,
  count(*) filter (mood = 1) as positive, count(*) filter (mood is null) as unknown`;

/** Which posts a filter counts: those of a condition, or those whose rows a table holds. */
export interface Among {
  where: BoundSql;
  /** The table, and what finds its rows; null where the condition is asked itself. */
  table: { name: string; rows: BoundSql } | null;
}

/**
 * How the posts of a filter are best asked for several times: a topic is dear and found once, into a table `name`; for a window
 * alone a table would cost more than it spares.
 */
export function amongPosts(cell: Pick<SqlCell, "line" | "and">, scope: BindScope, name: string): Among {
  const binds: Bind[] = [];
  const here = writeHere(cell, scope, bindInto(binds));
  const isWindow = cell.and.length === 0 && binds.every(({ type }) => type === "time");
  if (isWindow) return { where: { sql: here, binds }, table: null };
  const rows = { sql: `select ${postsRows.row} from ${postsRows.view} where ${here}`, binds };
  return { where: { sql: `${postsRows.row} in (from ${name})`, binds: [] }, table: { name, rows } };
}

/** All posts of a filter as one group, with authors and posts by mood beside. */
export function allQuery({ where }: Among): BoundSql {
  const byMood = [["-1", "mood = -1"], ["0", "mood = 0"], ["1", "mood = 1"], ["*", "mood is not null"]];
  const parts = byMood.map(([name, when]) =>
    `count(distinct ${person}) filter (author_id is not null and ${when}) as "authors ${name}",
    count(author_id) filter (${when}) as "signed ${name}",
    arg_max(${postsRows.row}, ${order}, ${postsOfAll}) filter (${when} and ${readable}) as "newest ${name}"`
  );
  return {
    sql:
      `select ${counts}, count(distinct hash(source, community)) filter (community is not null) as communities,
      ${namesOfModels} as models,
      arg_max(${postsRows.row}, ${order}, ${postsOfAll}) filter (${readable}) as newest, ${parts.join(", ")}
      from ${postsRows.view} where ${where.sql}`,
    binds: where.binds,
  };
}

/**
 * The posts of a filter in groups by a key; its values come as columns `key NAME`. Of texts only the groups in `keys` are counted.
 */
export function groupsQuery(
  { where }: Among,
  names: string[],
  keys: RowKey[],
  bucketMs: number,
): BoundSql {
  const binds: Bind[] = [...where.binds];
  const bind = bindInto(binds);
  const columns = names.map((name) => {
    const list = Object.hasOwn(keyLists, name) ? keyLists[name] : undefined;
    if (name === "start") {
      return `time_bucket(to_milliseconds(${Number(bucketMs)}), created_at) as "key start"`;
    }
    return `${list === undefined ? name : `unnest(${list})`} as "key ${name}"`;
  });
  const wanted = names.flatMap((name) => {
    const texts = [...new Set(keys.map((key) => key[name]))];
    if (!texts.every((text) => typeof text === "string")) return [];
    return [`"key ${name}" in (select unnest(${bind({ type: "texts", value: texts })}))`];
  });
  const sql = `select ${names.map((name) => `"key ${name}"`).join(", ")}, ${counts},
    arg_max(${postsRows.row}, ${order}, ${postsPerGroup}) filter (${readable}) as newest
    from (select ${columns.join(", ")}, source, author_id, mood, created_at, text, title, ${postsRows.row}
      from ${postsRows.view} where ${where.sql})
    where ${wanted.join(" and ") || "true"} group by ${names.map((name) => `"key ${name}"`).join(", ")}`;
  return { sql, binds };
}

/** Posts by their row numbers, newest first. */
export function postsByRow(rows: number[]): BoundSql {
  return {
    sql: `select ${postsRows.row} as row, ${shownColumns} from ${postsRows.view}
      where ${postsRows.row} between ${Math.min(...rows)} and ${Math.max(...rows)}
        and ${postsRows.row} in (${rows.map(Number).join(", ")})
      order by created_at desc, source, id, revision`,
    binds: [],
  };
}
