import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import type { Connection } from "./duckdb.ts";
import {
  type Bind,
  type Columns,
  type KeepingLane,
  type Moment,
  QueryLate,
  type QueryLimits,
} from "./reads.ts";

const momentSql = `select (select coalesce(max(landing), 0) from base.landings) as landing,
  max(live_edge) as edge, min(oldest) as oldest, coalesce(bool_or(source = 'sample'), false) as simulated from sources`;

/**
 * Pins a connection to this moment. BEGIN alone does not pin what a transaction sees; its first read of a table does.
 * @returns the moment, with the live edge capped by `now`.
 */
export async function pin(connection: Connection, now: number): Promise<Moment> {
  await connection.exec("begin transaction read only");
  const [row] = await connection.rows<{
    landing: number;
    edge: number | null;
    oldest: number | null;
    simulated: boolean;
  }>(momentSql);
  const { landing, edge, oldest, simulated } = row!;
  return { landing, liveEdge: edge === null ? null : Math.min(edge, now), oldest, simulated };
}

/** Ends what a connection is pinned to. */
export async function unpin(connection: Connection): Promise<void> {
  await connection.exec("rollback").catch(() => {});
}

/** A connection pinned to the moment of `landing`. */
export class PinnedLane implements KeepingLane {
  /** True when a failed query has cost it the moment. */
  lost = false;
  readonly #kept = new Set<string>();

  constructor(readonly connection: Connection, readonly landing: number) {}

  query(sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal): Promise<Columns> {
    return this.#run(() => this.connection.columns(sql, binds, limits.maxRows), limits, signal);
  }

  async keep(table: string, sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal) {
    if (this.#kept.has(table)) return;
    await this.#run(
      () => this.connection.columns(`create temp table ${table} as ${sql}`, binds, 1),
      limits,
      signal,
    );
    this.#kept.add(table);
  }

  async #run(run: () => Promise<Columns>, limits: QueryLimits, signal?: AbortSignal): Promise<Columns> {
    if (this.lost) throw new Retriable("The moment of this page has passed while a query failed; try again");
    signal?.throwIfAborted();
    let late = false;
    const stop = () => this.connection.interrupt();
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, limits.deadlineMs);
    signal?.addEventListener("abort", stop);
    try {
      return await run();
    } catch (error) {
      await this.#pinAgain();
      signal?.throwIfAborted();
      if (late) {
        throw new QueryLate(`Stopped after ${limits.deadlineMs / 1000} s; a shorter window is faster`);
      }
      throw new Poison(messageOf(error));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  // An error in a query aborts its transaction, and what it kept goes with it. The same moment can be pinned again unless
  // something landed meanwhile.
  async #pinAgain(): Promise<void> {
    this.#kept.clear();
    this.lost = true;
    await unpin(this.connection);
    this.lost = (await pin(this.connection, 0)).landing !== this.landing;
  }
}
