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
const fits = {
  VARCHAR: (value: unknown) => typeof value === "string",
  BIGINT: (value: unknown) => Number.isSafeInteger(value),
};
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const deadFields = JSON.stringify(deadTypes);

// from_json turns an absent key or a wrong type into NULL without a word. That is right for optional fields (a line of
// an older analyst still lands); a required one is refused by its column's NOT NULL.
const fields = `from_json(line, '${JSON.stringify({ ...required, ...optional })}')`;

/** The whole posts of the lines whose numbers stand in the table `fresh`. */
export const parsedFresh = `(select unnest(${fields}) from (from lines semi join fresh using (i)))`;

/** The fields of all staged lines by which posts are told apart and rolled up. */
export const parsedKeys = `(select i, unnest(from_json(line, '${
  JSON.stringify({
    source: "VARCHAR",
    id: "VARCHAR",
    time: "VARCHAR",
    createdAt: "BIGINT",
    receivedAt: "BIGINT",
    sentiment: optional.sentiment,
  })
}')) from lines)`;

const incomplete = Object.keys(required).map((field) => `p."${field}" is null`).join(" or ");
// Milliseconds beyond this are no timestamp in microseconds.
const noTime = ["createdAt", "receivedAt"].map((field) =>
  `p."${field}" not between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`
).join(" or ");
const badLines = `select i, line from (
    select i, line, try(${fields}) as p from lines
  ) where p is null or ${incomplete} or ${noTime} order by i`;

const emptyTables = `
  create or replace temp table lines (i integer, line varchar);
  create or replace temp table dead_lines (i integer, line varchar);
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
 * Puts analysed lines into the temporary tables `lines` (posts, unparsed) and `dead`, outside any transaction. What is
 * no analysed post by its first bytes becomes a dead letter.
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
  await connection.exec("truncate lines; truncate dead_lines; truncate dead");
  await connection.appendNumbered("lines", posts);
  if (dead.length > 0) await stageDead(connection, dead);
  return { posts: posts.length, dead: dead.length };
}

/**
 * Looks at each staged line by itself and moves those that would fail a landing to the dead letters. Slow: for when
 * a landing has failed.
 * @returns how many there were.
 */
export async function setBadLinesAside(connection: Connection, now: number): Promise<number> {
  const bad = await connection.rows<{ i: number; line: string }>(badLines);
  if (bad.length === 0) return 0;
  const reason = "lacks a required field, or one is of the wrong type";
  await stageDead(connection, bad.map(({ line }) => refuseLine(line, reason, now)));
  await connection.exec(`delete from lines where i in (${bad.map(({ i }) => i).join(", ")})`);
  return bad.length;
}

async function stageDead(connection: Connection, dead: string[]): Promise<void> {
  await connection.exec("truncate dead_lines");
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
    return Object.entries(deadTypes).every(([field, type]) => fits[type](letter[field])) &&
      JSON.stringify(letter).isWellFormed() && base64.test(letter.bytes);
  } catch {
    return false;
  }
}

function refuseLine(line: string, reason: string, at: number): string {
  return encodeDead({ source: "unknown", stream: "unknown", origin: "log", stage: "land", reason, at }, line);
}
