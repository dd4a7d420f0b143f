import type { Bind } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindInto, type BindScope, type BoundSql, writeHere } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import { keyLists, type RowKey } from "../page/row_key.ts";
import { shownColumns } from "../why/posts_query.ts";

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

// Among posts of one time the later row counts as newer, so that equal data give equal samples.
const order = `epoch_us(created_at)::hugeint * 1099511627776 + ${postsRows.row}`;
const readable = `(text <> '' or title is not null)`;
const person = `hash(source, author_id)`;
const counts = `count(*) as posts,
  count(distinct ${person}) filter (author_id is not null) as authors, count(author_id) as signed,
  count(*) filter (mood = -1) as negative, count(*) filter (mood = 0) as neutral,
  count(*) filter (mood = 1) as positive, count(*) filter (mood is null) as unknown`;

/** The rows of a filter that landed in time, to be kept in a table of their own. */
export function rowsQuery(cell: Pick<SqlCell, "line" | "and">, scope: BindScope): BoundSql {
  const binds: Bind[] = [];
  const here = writeHere(cell, scope, bindInto(binds));
  return { sql: `select ${postsRows.row} from ${postsRows.view} where ${here}`, binds };
}

/** All posts of a filter as one group, with authors and posts by mood beside. `table` holds its rows. */
export function allQuery(table: string): BoundSql {
  const byMood = [["-1", "mood = -1"], ["0", "mood = 0"], ["1", "mood = 1"], ["*", "mood is not null"]];
  const parts = byMood.map(([name, when]) =>
    `count(distinct ${person}) filter (author_id is not null and ${when}) as "authors ${name}",
    count(author_id) filter (${when}) as "signed ${name}",
    arg_max(${postsRows.row}, ${order}, ${postsOfAll}) filter (${when} and ${readable}) as "newest ${name}"`
  );
  return {
    sql:
      `select ${counts}, count(distinct hash(source, community)) filter (community is not null) as communities,
      min(sentiment_model) as model, max(sentiment_model) as other_model,
      arg_max(${postsRows.row}, ${order}, ${postsOfAll}) filter (${readable}) as newest, ${parts.join(", ")}
      from ${postsRows.view} where ${postsRows.row} in (from ${table})`,
    binds: [],
  };
}

/**
 * The posts of a filter in groups by a key; its values come as columns `key NAME`. Of texts only the groups in `keys` are counted.
 */
export function groupsQuery(table: string, names: string[], keys: RowKey[], bucketMs: number): BoundSql {
  const binds: Bind[] = [];
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
    return [`"key ${name}" = any(${bind({ type: "texts", value: texts })})`];
  });
  const sql = `select ${names.map((name) => `"key ${name}"`).join(", ")}, ${counts},
    arg_max(${postsRows.row}, ${order}, ${postsPerGroup}) filter (${readable}) as newest
    from (select ${columns.join(", ")}, source, author_id, mood, created_at, text, title, ${postsRows.row}
      from ${postsRows.view} where ${postsRows.row} in (from ${table}))
    where ${wanted.join(" and ") || "true"} group by ${names.map((name) => `"key ${name}"`).join(", ")}`;
  return { sql, binds };
}

/** Posts by their row numbers, newest first. */
export function postsByRow(rows: number[]): BoundSql {
  return {
    sql: `select ${postsRows.row} as row, ${shownColumns} from ${postsRows.view}
      where ${postsRows.row} in (${rows.map(Number).join(", ")})
      order by created_at desc, source, id, revision`,
    binds: [],
  };
}
