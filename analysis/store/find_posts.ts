import type { Connection } from "./duckdb.ts";
import type { KeptPosts } from "./kept_posts.ts";
import type { Claim, KeptTable } from "./kept_table.ts";
import { insertInto, piecesOf, setRight, since, type Statement } from "./find_statements.ts";
import { QueryLate, type QueryLimits, type SharedPosts } from "./reads.ts";
import { runBounded } from "./run_bounded.ts";

/** Posts that were to be found: in a table, too slow to find, or (null) not to be kept. */
export type Finding = KeptTable | QueryLate | null;

/** Statements that bring the table of a claim further, on one connection. */
interface Task {
  search: Search;
  statements: Statement[];
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
    ...searches.filter(({ claim }) => claim.work === "extend").map((search) => ({
      search,
      statements: [insertInto(search.claim.table, search.wanted, since(search.claim.table))],
    })),
    ...searches.filter(({ claim }) => claim.work === "amend").map((search) => ({
      search,
      statements: setRight(search.claim.table, search.wanted),
    })),
    ...built.flatMap((search, i) =>
      pieces[i]!.map((piece) => ({
        search,
        statements: [insertInto(search.claim.table, search.wanted, piece)],
      }))
    ),
  ];
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
      const { search, statements } = task;
      if (search.failed !== null) continue;
      done.push(search);
      for (const { sql, binds, sign } of statements) {
        const [row] = await runBounded(connection, limits, signal, () => connection.rows(sql, binds)).catch(
          (error) => {
            search.failed = error instanceof QueryLate ? error : "failed";
            throw error;
          },
        );
        search.added += sign * Number(Object.values(row!)[0]);
      }
    }
    await connection.exec("commit");
  } catch {
    for (const search of done) search.failed ??= "failed";
    await connection.exec("rollback").catch(() => {});
  }
}
