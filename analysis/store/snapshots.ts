import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import type { Connection, Database } from "./duckdb.ts";
import type { Bind, Columns, Moment, QueryLimits, Snapshot } from "./reads.ts";

const maxSnapshots = 4;

const momentSql = `select (select coalesce(max(landing), 0) from base.landings) as landing,
  max(live_edge) as edge, min(oldest) as oldest, coalesce(bool_or(source = 'sample'), false) as simulated from sources`;

/** Hands out snapshots on a few reused connections; beyond those, callers wait their turn. */
export class Snapshots {
  readonly #idle: Connection[] = [];
  readonly #waiting: ((connection: Connection) => void)[] = [];
  #made = 0;

  constructor(readonly database: Database, readonly now: () => number) {}

  async take(): Promise<Snapshot> {
    const connection = await this.#connection();
    try {
      return new PinnedSnapshot(connection, await pin(connection, this.now()), this);
    } catch (error) {
      await connection.exec("rollback").catch(() => {});
      this.release(connection);
      throw error;
    }
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next(connection);
    else this.#idle.push(connection);
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
  }

  async #connection(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#made < maxSnapshots) {
      this.#made++;
      return await this.database.connect();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

class PinnedSnapshot implements Snapshot {
  #lost = false;

  constructor(readonly connection: Connection, readonly moment: Moment, readonly pool: Snapshots) {}

  async query(sql: string, binds: Bind[], limits: QueryLimits): Promise<Columns> {
    if (this.#lost) throw new Retriable("The moment of this page has passed while a query failed; try again");
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.connection.interrupt();
    }, limits.deadlineMs);
    try {
      return await this.connection.columns(sql, binds, limits.maxRows);
    } catch (error) {
      await this.#pinAgain();
      throw new Poison(
        late ? `Stopped after ${limits.deadlineMs / 1000} s; a shorter window is faster` : messageOf(error),
      );
    } finally {
      clearTimeout(timer);
    }
  }

  // An error in a query aborts its transaction. The same moment can be pinned again unless something landed meanwhile.
  async #pinAgain(): Promise<void> {
    await this.connection.exec("rollback").catch(() => {});
    const again = await pin(this.connection, this.pool.now());
    this.#lost = again.landing !== this.moment.landing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.exec("rollback").catch(() => {});
    this.pool.release(this.connection);
  }
}

// BEGIN alone does not pin what a transaction sees; its first read of a table does.
async function pin(connection: Connection, now: number): Promise<Moment> {
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
