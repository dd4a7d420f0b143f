import { Retriable } from "../../ingest/base/errors.ts";
import type { Connection } from "./duckdb.ts";
import type { PinPoint } from "./pin_point.ts";
import type { Bind, Columns, KeepingLane, QueryLimits } from "./reads.ts";
import { runBounded } from "./run_bounded.ts";

/** A connection pinned to the moment of `landing`. */
export class PinnedLane implements KeepingLane {
  /** True when a failed query has cost it the moment. */
  lost = false;
  readonly #kept = new Set<string>();

  constructor(readonly connection: Connection, readonly landing: number, readonly point: PinPoint) {}

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

  async copy(path: string, sql: string, limits: QueryLimits) {
    const to = path.replaceAll("'", "''");
    await this.#run(
      () => this.connection.columns(`copy (${sql}) to '${to}' (format parquet, compression zstd)`, [], 1),
      limits,
    );
  }

  async #run(run: () => Promise<Columns>, limits: QueryLimits, signal?: AbortSignal): Promise<Columns> {
    if (this.lost) throw passed();
    signal?.throwIfAborted();
    try {
      return await runBounded(this.connection, limits, signal, run);
    } catch (error) {
      await this.#pinAgain();
      throw error;
    }
  }

  // An error in a query aborts its transaction, and what it kept goes with it. The same moment can be pinned again unless
  // something landed meanwhile.
  async #pinAgain(): Promise<void> {
    this.#kept.clear();
    this.lost = true;
    await this.point.unpin(this.connection);
    this.lost = (await this.point.pin(this.connection)) !== this.landing;
  }
}

/** That the moment of a snapshot is gone: a new one can go on. */
export function passed(): Retriable {
  return new Retriable("The moment of this page has passed while a query failed; try again");
}
