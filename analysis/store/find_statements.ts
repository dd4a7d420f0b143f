import type { Connection } from "./duckdb.ts";
import type { KeptTable } from "./kept_table.ts";
import type { Bind, QueryLimits, SharedPosts } from "./reads.ts";
import { runBounded } from "./run_bounded.ts";
import { postsRows } from "./views.ts";

/** Rows of the database that are worth a statement of their own. DuckDB reads 122,880 of them to look at one, so more cost more. */
const rowsOfPiece = 65_536;

/** A statement that brings a table further. */
export interface Statement {
  sql: string;
  binds: Bind[];
  /** Whether the rows that it counts came or went. */
  sign: 1 | -1;
}

/** The condition of posts that landed since a table was last brought further. */
export function since({ landing }: KeptTable): string {
  return `landing > ${landing}`;
}

/** Conditions that share the rows of a window out among some connections. */
export async function piecesOf(
  wanted: SharedPosts,
  connections: Connection[],
  limits: QueryLimits,
  signal?: AbortSignal,
): Promise<string[]> {
  const { row, view } = postsRows;
  const binds: Bind[] = [];
  const sql = `select min(${row}) as first, max(${row}) as last, count(*) as n from ${view} where ${
    inWindow(wanted, binds)
  }`;
  const [connection] = connections;
  const [found] = await runBounded(
    connection!,
    limits,
    signal,
    () => connection!.rows<{ first: number; last: number; n: number }>(sql, binds),
  );
  const { first, last, n } = found!;
  if (n === 0) return [];
  const pieces = Math.max(1, Math.min(connections.length, Math.floor(n / rowsOfPiece)));
  const size = Math.ceil((last - first + 1) / pieces);
  return Array.from({ length: pieces }, (_, i) => {
    const start = first + i * size;
    return `${row} >= ${start} and ${row} < ${Math.min(last + 1, start + size)}`;
  });
}

/** Adds what landed since; posts (one row each) whose text, counters or mood were changed are taken out and found again, if they still are of the topic. */
export function setRight(table: KeptTable, wanted: SharedPosts): Statement[] {
  const { name, landing } = table;
  const counted = `(source, id) in (select (source, id) from engagement where landing > ${landing}
    union all select (source, id) from corrections where landing > ${landing})`;
  const changed =
    `(source, id) in (select (source, id) from ${postsRows.view} where changed_in > ${landing})`;
  const before = `landing <= ${landing}`;
  return [
    { sql: `delete from ${name} where ${counted} or ${changed}`, binds: [], sign: -1 },
    insertInto(table, wanted, since(table)),
    insertInto(table, wanted, `${before} and changed_in > ${landing}`),
    insertInto(table, wanted, `${before} and coalesce(changed_in, 0) <= ${landing} and ${counted}`),
  ];
}

/** Adds the posts of a window that fulfil a condition. */
export function insertInto(table: KeptTable, wanted: SharedPosts, condition: string): Statement {
  const binds = [...wanted.binds];
  const columns = table.columns.join(", ");
  const where = `${condition} and ${inWindow(wanted, binds, table.from)} and ${wanted.where}`;
  return {
    sign: 1,
    sql: `insert into ${table.name} select ${columns} from ${
      wanted.relation === null ? "" : `(${wanted.relation}) as `
    }${postsRows.view} where ${where}`,
    binds,
  };
}

function inWindow({ from, asOf, moves }: SharedPosts, binds: Bind[], start = from): string {
  const time = (value: number) => `$${binds.push({ type: "time", value })}`;
  return `created_at >= ${time(start)}${moves ? "" : ` and created_at < ${time(asOf)}`}`;
}
