import type { Connection } from "./duckdb.ts";
import type { Claim, KeptPosts, KeptTable } from "./kept_posts.ts";
import { type Bind, QueryLate, type QueryLimits, type SharedPosts } from "./reads.ts";
import { runBounded } from "./run_bounded.ts";
import { postsRows } from "./views.ts";

/** Rows of the database that are worth a statement of their own. DuckDB reads 122,880 of them to look at one, so more cost more. */
const rowsOfPiece = 65_536;

/** Posts that were to be found: in a table, too slow to find, or (null) not to be kept. */
export type Finding = KeptTable | QueryLate | null;

/** A statement that adds rows to the table of a claim. */
interface Task {
  search: Search;
  sql: string;
  binds: Bind[];
}

interface Search {
  wanted: SharedPosts;
  claim: Claim;
  added: number;
  failed: QueryLate | "failed" | null;
}

/**
 * Brings what is kept up to a landing, on connections that are pinned to it and may write; none is pinned any more afterwards.
 * What a failure costs is left for its callers to ask anew. @throws the reason of the signal.
 */
export async function findPosts(
  kept: KeptPosts,
  wanted: SharedPosts[],
  landing: number,
  connections: Connection[],
  limits: QueryLimits,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const searches = wanted.map((each): Search | null => {
    const claim = kept.claim(each, landing);
    return claim && { wanted: each, claim, added: 0, failed: null };
  });
  const at = searches.filter((search) => search !== null);
  try {
    const tasks = await prepare(kept, at, connections, limits, signal);
    await Promise.all(connections.map((connection) => work(connection, tasks, limits, signal)));
    for (const { search } of tasks) search.failed ??= "failed";
    signal?.throwIfAborted();
  } catch (error) {
    for (const search of at) search.failed ??= error instanceof QueryLate ? error : "failed";
    await Promise.all(connections.map((connection) => connection.exec("rollback").catch(() => {})));
    signal?.throwIfAborted();
  } finally {
    for (const { claim, added, failed } of at) kept.settle(claim, landing, failed === null ? added : null);
    if (signal?.aborted) { for (const { claim } of at) kept.giveBack(claim.table); }
  }
  return searches.map((search) => {
    if (search === null) return null;
    if (search.failed === null || search.claim.work === "none") return search.claim.table;
    kept.giveBack(search.claim.table);
    return search.failed === "failed" ? null : search.failed;
  });
}

// Tables that are new are made before any connection looks at what is kept: it would not see later ones.
async function prepare(
  kept: KeptPosts,
  searches: Search[],
  connections: Connection[],
  limits: QueryLimits,
  signal?: AbortSignal,
): Promise<Task[]> {
  const built = searches.filter(({ claim }) => claim.work === "build");
  const [, ...pieces] = await Promise.all([
    Promise.all(built.map(({ claim }) => kept.make(claim.table))),
    ...built.map(({ wanted }) => piecesOf(wanted, connections, limits, signal)),
  ]);
  return [
    ...searches.filter(({ claim }) => claim.work === "extend").map((search) =>
      taskOf(search, `landing > ${search.claim.table.landing}`)
    ),
    ...built.flatMap((search, i) => pieces[i]!.map((piece) => taskOf(search, piece))),
  ];
}

// Conditions that share the rows of a window out.
async function piecesOf(
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

function taskOf(search: Search, condition: string): Task {
  const { wanted, claim: { table } } = search;
  const binds = [...wanted.binds];
  const columns = table.columns.join(", ");
  const where = `${condition} and ${inWindow(wanted, binds, table.from)} and ${wanted.where}`;
  return {
    search,
    sql: `insert into ${table.name} select ${columns} from ${postsRows.view} where ${where}`,
    binds,
  };
}

function inWindow({ from, asOf, moves }: SharedPosts, binds: Bind[], start = from): string {
  const time = (value: number) => `$${binds.push({ type: "time", value })}`;
  return `created_at >= ${time(start)}${moves ? "" : ` and created_at < ${time(asOf)}`}`;
}

// A statement that fails takes with it what its connection has added so far.
async function work(
  connection: Connection,
  tasks: Task[],
  limits: QueryLimits,
  signal?: AbortSignal,
): Promise<void> {
  const done: Search[] = [];
  try {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { search, sql, binds } = task;
      if (search.failed !== null) continue;
      done.push(search);
      const [row] = await runBounded(connection, limits, signal, () => connection.rows(sql, binds)).catch(
        (error) => {
          search.failed = error instanceof QueryLate ? error : "failed";
          throw error;
        },
      );
      search.added += Number(Object.values(row!)[0]);
    }
    await connection.exec("commit");
  } catch {
    for (const search of done) search.failed ??= "failed";
    await connection.exec("rollback").catch(() => {});
  }
}
