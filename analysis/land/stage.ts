import { encodeDead } from "../../ingest/post.ts";
import type { Connection } from "../store/duckdb.ts";

const required = {
  source: "VARCHAR",
  id: "VARCHAR",
  revision: "INTEGER",
  stream: "VARCHAR",
  time: "VARCHAR",
  createdAt: "BIGINT",
  receivedAt: "BIGINT",
  text: "VARCHAR",
  norm: "VARCHAR",
  tokens: "INTEGER",
  terms: ["VARCHAR"],
  hashtags: ["VARCHAR"],
  mentions: ["VARCHAR"],
  links: ["VARCHAR"],
  cashtags: ["VARCHAR"],
  truncated: "BOOLEAN",
};

const optional = {
  author: "VARCHAR",
  authorId: "VARCHAR",
  community: "VARCHAR",
  title: "VARCHAR",
  lang: "VARCHAR",
  url: "VARCHAR",
  replyTo: "VARCHAR",
  repostOf: "VARCHAR",
  quoteOf: "VARCHAR",
  threadId: "VARCHAR",
  rules: ["VARCHAR"],
  place: "VARCHAR",
  automated: "BOOLEAN",
  sensitive: "BOOLEAN",
  reach: "BIGINT",
  engagement: { likes: "BIGINT", replies: "BIGINT", reposts: "BIGINT", score: "BIGINT" },
  sentiment: { label: "VARCHAR", polarity: "FLOAT", model: "VARCHAR" },
};

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
const jsonTypes = { VARCHAR: "string", BIGINT: "number" };
const deadFields = JSON.stringify(deadTypes);

// from_json turns an absent key or a wrong type into NULL without a word, which is right for optional fields (a line of
// an older analyst still lands); required ones are asked for afterwards. Asked in the same statement, each line would
// be parsed once for every field.
const fields = `from_json(line, '${JSON.stringify({ ...required, ...optional })}')`;
const parse = `insert into parsed select i, unnest(${fields}) from lines`;
const parseWhatParses = `insert into parsed select i, unnest(try(${fields})) from lines`;
const incomplete = Object.keys(required).map((field) => `"${field}" is null`).join(" or ");

const emptyTables = `
  create or replace temp table lines (i integer, line varchar);
  create or replace temp table dead_lines (i integer, line varchar);
  create or replace temp table parsed as select i, unnest(${fields}) from lines;
  create or replace temp table dead as select i, unnest(from_json(line, '${deadFields}')) from lines;
`;

/** Makes the temporary tables of a landing connection. */
export async function createStage(connection: Connection): Promise<void> {
  await connection.exec(emptyTables);
}

/** Lines staged, by kind. */
export interface StagedCounts {
  posts: number;
  dead: number;
}

const postPrefix = '{"v":1,"t":"post",';
const deadPrefix = '{"v":1,"t":"dead",';

/**
 * Parses analysed lines into the temporary tables `parsed` and `dead`, outside any transaction: a failed conversion
 * aborts the transaction it happens in. A line that is no analysed post becomes a dead letter.
 */
export async function stageLines(
  connection: Connection,
  lines: string[],
  now: number,
): Promise<StagedCounts> {
  const posts: string[] = [];
  const dead: string[] = [];
  for (const line of lines) {
    if (line.startsWith(postPrefix)) posts.push(line);
    else if (isDeadLetter(line)) dead.push(line);
    else dead.push(refuseLine(line, "is no analysed post and no dead letter", now));
  }
  await connection.exec("truncate lines; truncate parsed");
  await connection.appendNumbered("lines", posts);
  if (!await parseAtOnce(connection)) dead.push(...await parseOneByOne(connection, now));
  if (dead.length > 0) await stageDead(connection, dead);
  return { posts: lines.length - dead.length, dead: dead.length };
}

async function parseAtOnce(connection: Connection): Promise<boolean> {
  try {
    await connection.rows(parse);
  } catch {
    return false;
  }
  const [row] = await connection.rows<{ bad: number }>(
    `select count(*) as bad from parsed where ${incomplete}`,
  );
  return row!.bad === 0;
}

async function parseOneByOne(connection: Connection, now: number): Promise<string[]> {
  await connection.exec("truncate parsed");
  await connection.rows(parseWhatParses);
  await connection.exec(`delete from parsed where ${incomplete}`);
  const bad = await connection.rows<{ line: string }>(
    "select line from lines anti join parsed using (i) order by i",
  );
  return bad.map(({ line }) => refuseLine(line, "lacks a required field, or one is of the wrong type", now));
}

async function stageDead(connection: Connection, dead: string[]): Promise<void> {
  await connection.exec("truncate dead_lines; truncate dead");
  await connection.appendNumbered("dead_lines", dead);
  await connection.rows(
    `insert into dead select i, unnest(from_json_strict(line, '${deadFields}')) from dead_lines`,
  );
}

// Few, so they are checked here one by one.
function isDeadLetter(line: string): boolean {
  if (!line.startsWith(deadPrefix)) return false;
  try {
    const letter = JSON.parse(line);
    return Object.entries(deadTypes).every(([field, type]) => typeof letter[field] === jsonTypes[type]) &&
      JSON.stringify(letter).isWellFormed() && /^[A-Za-z0-9+/]*={0,2}$/.test(letter.bytes);
  } catch {
    return false;
  }
}

function refuseLine(line: string, reason: string, at: number): string {
  return encodeDead({ source: "unknown", stream: "unknown", origin: "log", stage: "land", reason, at }, line);
}
