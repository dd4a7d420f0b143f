import type { Correction, Rule } from "../../ingest/correction.ts";
import { encodeDead } from "../../ingest/dead_letter.ts";
import type { Forget } from "../../ingest/forget.ts";
import type { Deletion, Engagement } from "../../ingest/post.ts";
import type { Connection } from "../store/duckdb.ts";
import { isCoverage } from "./coverage.ts";
import { forgetOf } from "./forget_order.ts";
import { badLines, parsedPosts } from "./line_fields.ts";
import { noticeOf } from "./notices.ts";

const deadTypes = {
  source: "VARCHAR",
  stream: "VARCHAR",
  origin: "VARCHAR",
  stage: "VARCHAR",
  reason: "VARCHAR",
  at: "BIGINT",
  size: "BIGINT",
  digest: "VARCHAR",
  bytes: "VARCHAR",
} as const;
const fits = {
  VARCHAR: (value: unknown) => typeof value === "string",
  BIGINT: (value: unknown) => Number.isSafeInteger(value),
};
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const deadFields = JSON.stringify(deadTypes);

/** What is about to land. */
export interface Staged {
  /** All lines of the batch. */
  lines: number;
  /** Lines in the table `lines`, numbered in their order, edits among them. */
  posts: number;
  edits: number;
  deletions: Deletion[];
  engagements: Engagement[];
  corrections: Correction[];
  rules: Rule[];
  /** Lines of dead letters. */
  dead: string[];
  /** Lines that say of what nothing was received. */
  coverage: string[];
  /** Streams whose data are to be deleted. */
  forgets: Forget[];
}

const postPrefix = '{"v":1,"t":"post",';
const editPrefix = '{"v":1,"t":"edit",';
const deadPrefix = '{"v":1,"t":"dead",';

/**
 * Puts the analysed lines of posts into the temporary table `lines`, outside any transaction, and sorts the others. What
 * is none of them becomes a dead letter.
 */
export async function stageLines(connection: Connection, lines: string[], now: number): Promise<Staged> {
  const posts: string[] = [];
  const staged: Staged = {
    lines: lines.length,
    posts: 0,
    edits: 0,
    deletions: [],
    engagements: [],
    corrections: [],
    rules: [],
    dead: [],
    coverage: [],
    forgets: [],
  };
  for (const line of lines) {
    if (line.startsWith(postPrefix)) posts.push(line);
    else if (line.startsWith(editPrefix)) {
      posts.push(line);
      staged.edits++;
    } else if (isCoverage(line)) staged.coverage.push(line);
    else if (isDeadLetter(line)) staged.dead.push(line);
    else sortNotice(line, staged, now);
  }
  await stageInto(connection, "lines", posts);
  return { ...staged, posts: posts.length };
}

function sortNotice(line: string, staged: Staged, now: number): void {
  const order = forgetOf(line);
  if (order !== null) return void staged.forgets.push(order);
  const notice = noticeOf(line);
  if (notice === null) staged.dead.push(refuseLine(line, "is of no kind that lands, or is not whole", now));
  else if ("scope" in notice) staged.deletions.push(notice);
  else if ("phrase" in notice) staged.rules.push(notice);
  else if ("entry" in notice) staged.corrections.push(notice);
  else staged.engagements.push(notice);
}

/** Columns of the table `staged`: those that a post has before it lands, with their NOT NULL. */
export async function readStagedColumns(connection: Connection): Promise<string> {
  const [row] = await connection.rows<{ columns: string }>(
    `select string_agg(format('{} {}{}', column_name, data_type, if(is_nullable, '', ' not null')), ', ') as columns
     from duckdb_columns() where schema_name = 'base' and table_name = 'posts'
     and column_name not in ('landing', 'landed_at', 'row_no', 'changed_in')`,
  );
  return `i integer not null, unstable boolean not null, ${row!.columns}`;
}

/**
 * Parses the table `lines` into the temporary table `staged`, outside any transaction. One bad line fails the whole
 * statement: it is moved to the dead letters, and the rest is parsed again.
 */
export async function parseStaged(
  connection: Connection,
  columns: string,
  staged: Staged,
  now: number,
): Promise<void> {
  const parse = `create or replace temp table staged (${columns}); insert into staged by name ${parsedPosts}`;
  try {
    await connection.exec(parse);
  } catch (error) {
    // Any other failure stays one.
    if (!await setBadLinesAside(connection, staged, now)) throw error;
    await connection.exec(parse);
  }
}

async function setBadLinesAside(connection: Connection, staged: Staged, now: number): Promise<boolean> {
  const bad = await connection.rows<{ i: number; line: string }>(badLines);
  if (bad.length === 0) return false;
  const reason = "lacks a required field, or one is of the wrong type";
  staged.dead.push(...bad.map(({ line }) => refuseLine(line, reason, now)));
  staged.posts -= bad.length;
  await connection.exec(`delete from lines where i in (${bad.map(({ i }) => i).join(", ")})`);
  return true;
}

/** Puts dead letters, parsed, into the temporary table `dead`, outside any transaction. */
export async function stageDead(connection: Connection, dead: string[]): Promise<void> {
  await stageInto(connection, "dead_lines", dead);
  await connection.exec(
    `create or replace temp table dead as select i, unnest(from_json_strict(line, '${deadFields}')) from dead_lines`,
  );
}

/** Makes a temporary table (i, line) of lines, numbered in their order. */
export async function stageInto(connection: Connection, table: string, lines: string[]): Promise<void> {
  // A table emptied instead would keep its deleted rows and be read slower with every landing.
  await connection.exec(`create or replace temp table ${table} (i integer, line varchar)`);
  await connection.appendNumbered(table, lines);
}

// Few, so they are checked here one by one.
function isDeadLetter(line: string): boolean {
  if (!line.startsWith(deadPrefix)) return false;
  try {
    const letter = JSON.parse(line);
    return Object.entries(deadTypes).every(([field, type]) => fits[type](letter[field])) &&
      JSON.stringify(letter).isWellFormed() && base64.test(letter.bytes);
  } catch {
    return false;
  }
}

function refuseLine(line: string, reason: string, at: number): string {
  return encodeDead({ source: "unknown", stream: "unknown", origin: "log", stage: "land", reason, at }, line);
}
