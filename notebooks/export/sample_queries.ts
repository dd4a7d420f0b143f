import type { Bind } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import type { MoodsOf } from "../../analysis/topics/phrase_rules.ts";
import { isAmong, keptRows, rowsOfTopic, type TopicRows } from "../live/topic_rows.ts";
import { bindInto, type BindScope, type BoundSql, writeHere } from "../page/bind_cell.ts";
import { judge, topicsAmong } from "../page/judged_posts.ts";
import type { SqlCell } from "../page/page.ts";
import { keyLists, type RowKey } from "../page/row_key.ts";
import { countCorrected, type MakerCounts, makerSql, namesOfModels } from "../why/mood_makers.ts";
import { shownColumns } from "../why/posts_query.ts";

/** The newest posts of a filter, among which the newest of its groups are looked for first. */
const recentPosts = 60_000;

/** What is counted of a group, whatever it is grouped by. */
export interface CountRow extends Omit<MakerCounts, "models"> {
  posts: number;
  authors: number;
  signed: number;
  negative: number;
  neutral: number;
  positive: number;
  unknown: number;
}

/** What is known of one of several groups. */
export interface GroupRow extends CountRow {
  /** Row numbers of its newest posts; null where it has none. */
  newest: number[] | null;
}

/** What is counted of all posts of a filter. */
export interface AllRow extends CountRow, MakerCounts {
  communities: number;
  judged_authors: number;
  judged_signed: number;
  /** Models of what else was read out of the posts, as `readModelNames` reads them. */
  readers: string | null;
}

/** Which posts a filter counts, and the table that holds the rows of its topic; null where it has none. */
export interface Among {
  where: BoundSql;
  /** Whose moods its posts have. */
  moods: MoodsOf;
  /** False where it is known that none of them was corrected, which need not be counted again for each group. */
  mayBeCorrected: boolean;
  rows: TopicRows | null;
}

/** Which groups are asked for. */
export interface Groups {
  /** The names of their key. */
  names: string[];
  /** Of texts only the groups of these keys are counted. */
  keys: RowKey[];
  /** How long the windows of time among them are, milliseconds, and when one begins. */
  windowMs: number;
  origin: number;
  /** From when on their newest posts are looked for, UTC milliseconds; null for all time. */
  since: number | null;
  /** How many of those each keeps. */
  most: number;
}

const row = postsRows.row;
const person = "if(author_id is null, null, hash(source, author_id)) as person";
const counts = `count(*) as posts, count(distinct person) as authors, count(person) as signed,
  count(*) filter (mood = -1) as negative, count(*) filter (mood = 0) as neutral,
  count(*) filter (mood = 1) as positive, count(*) filter (mood is null) as unknown`;
const newest = (most: number) => `arg_max(${row}, newness, ${Number(most)}) as newest`;

/**
 * The posts of a filter. Those of a topic are dear to find: its rows are found once, into the table that its cells have too. For a
 * window alone a table would cost more than it spares.
 */
export function amongPosts(cell: SqlCell, scope: BindScope): Among {
  const binds: Bind[] = [];
  const topic = rowsOfTopic(cell, scope, true);
  const writeTopic = topic === null ? scope.writeTopic : () => isAmong(topic.table);
  const here = writeHere(cell, { ...scope, writeTopic }, bindInto(binds));
  const isCheap = cell.and.length === 0 && binds.every(({ type }) => type === "time");
  const { moods } = scope;
  if (topic !== null || isCheap) {
    return { where: { sql: here, binds }, rows: topic, moods, mayBeCorrected: true };
  }
  const sql = `select ${row} from ${postsRows.view} where ${here}`;
  const rows = keptRows(judge({ sql, binds }, topicsAmong(scope), scope));
  return { where: { sql: isAmong(rows.table), binds: [] }, rows, moods, mayBeCorrected: true };
}

/** From when on the newest posts of a filter were written, as `since`. */
export function recentQuery({ where }: Among): BoundSql {
  return {
    sql: `select min(created_at) as since from (
      select created_at from ${postsRows.view} where ${where.sql} order by created_at desc limit ${recentPosts}
    )`,
    binds: where.binds,
  };
}

const readers = ["emotion_model", "category_model", "entities_model"];

/** All posts of a filter as one group. */
export function allQuery({ where, moods }: Among): BoundSql {
  const sql = `select ${counts}, ${countCorrected("maker")},
    count(distinct person) filter (mood is not null) as judged_authors,
    count(person) filter (mood is not null) as judged_signed,
    count(distinct place) as communities, ${namesOfModels("maker")},
      nullif(concat_ws(chr(31), ${
    readers.map((column) => `string_agg(distinct ${column}, chr(31))`)
  }), '') as readers
    from (
      select ${person}, mood, ${
    makerSql(moods)
  } as maker, sentiment_model, ${readers}, if(community is null, null, hash(source, community)) as place
      from ${postsRows.view} where ${where.sql}
    )`;
  return { sql, binds: where.binds };
}

/** The posts of a filter in groups by a key; its values come as columns `key NAME`. */
export function groupsQuery(among: Among, groups: Groups): BoundSql {
  const corrected = among.mayBeCorrected ? countCorrected("maker") : "0 as by_hand, 0 as by_rule";
  return selectGroups(among, groups, `${counts}, ${corrected}, ${newest(groups.most)}`);
}

/** The newest posts alone of such groups. */
export function newestQuery(among: Among, groups: Groups): BoundSql {
  return selectGroups(among, groups, newest(groups.most));
}

/** Posts by their row numbers. */
export function postsByRow(rows: number[]): BoundSql {
  return {
    sql: `select ${row} as row, ${shownColumns} from ${postsRows.view}
      where ${row} between ${Math.min(...rows)} and ${Math.max(...rows)} and ${row} in (${
      rows.map(Number).join(", ")
    })`,
    binds: [],
  };
}

// Texts are grouped by their place among those that are wanted: a number costs less than a text.
function selectGroups(
  { where, moods }: Among,
  { names, keys, windowMs, origin, since }: Groups,
  selected: string,
): BoundSql {
  const binds: Bind[] = [...where.binds];
  const bind = bindInto(binds);
  const start = `time_bucket(to_milliseconds(${Number(windowMs)}), created_at, epoch_ms(${Number(origin)}))`;
  const parts = names.map((name) => {
    const texts = [...new Set(keys.map((key) => key[name]))];
    const column = `${keyColumn(name, start, windowMs)} as "key ${name}"`;
    if (!texts.every((text) => typeof text === "string")) {
      return { column, join: "", by: `"key ${name}"`, value: `"key ${name}"` };
    }
    const wanted = bind({ type: "texts", value: texts });
    const join =
      `join (select unnest(${wanted}) as "key ${name}", generate_subscripts(${wanted}, 1) as "nth ${name}")
      using ("key ${name}")`;
    return { column, join, by: `"nth ${name}"`, value: `any_value("key ${name}") as "key ${name}"` };
  });
  const list = (of: "column" | "by" | "value") => parts.map((part) => part[of]).join(", ");
  const sql = `select ${list("value")}, ${selected}
    from (select ${list("column")}, ${
    countedColumns(moods, since, bind)
  } from ${postsRows.view} where ${where.sql})
    ${parts.map(({ join }) => join).join(" ")} group by ${list("by")}`;
  return { sql, binds };
}

function keyColumn(name: string, start: string, windowMs: number): string {
  if (name === "start") return start;
  if (name === "until") return `${start} + to_milliseconds(${Number(windowMs)})`;
  return Object.hasOwn(keyLists, name) ? `unnest(${keyLists[name]})` : name;
}

// Few columns and narrow ones: a list repeats them for each of its items. Among posts of one millisecond the later row counts as
// newer, so that equal data give equal samples; one BIGINT holds times up to the year 2248, and takes a quarter of the time that
// a HUGEINT does.
function countedColumns(moods: MoodsOf, since: number | null, bind: (value: Bind) => string): string {
  const recent = since === null ? "" : ` and created_at >= ${bind({ type: "time", value: since })}`;
  return `${person}, mood, ${makerSql(moods)} as maker, ${row},
    if(deleted_at is null${recent}, epoch_ms(created_at) * 1048576 + ${row} % 1048576, null) as newness`;
}
