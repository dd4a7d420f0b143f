import type { Connection } from "./duckdb.ts";
import type { Moment } from "./reads.ts";

const edgesSql = `select max(live_edge) as edge, min(oldest) as oldest,
  coalesce(bool_or(source = 'sample'), false) as simulated from sources`;

/** Pins connections to the newest landing. It remembers the newest that it saw, so that it need not look for it among all. */
export class PinPoint {
  #newest = 0;

  /**
   * Pins a connection to this moment: BEGIN alone does not pin what a transaction sees; its first read of a table does.
   * @param writes whether it may write as well: to what is kept beside the posts, never to those.
   * @returns the number of the newest landing; 0 before the first.
   */
  async pin(connection: Connection, writes = false): Promise<number> {
    const begin = writes ? "begin transaction" : "begin transaction read only";
    const newest = await connection.lastNumber(`${begin}; ${newestFrom(this.#newest)}`) ??
      await connection.lastNumber(newestFrom(0)) ?? 0;
    this.#newest = Math.max(this.#newest, newest);
    return newest;
  }

  /** Ends what a connection is pinned to. */
  async unpin(connection: Connection): Promise<void> {
    await connection.exec("rollback").catch(() => {});
  }
}

/** What pages must say of the moment that a connection is pinned to, its live edge capped by `now`. */
export async function readMoment(connection: Connection, landing: number, now: number): Promise<Moment> {
  const [row] = await connection.rows<{ edge: number | null; oldest: number | null; simulated: boolean }>(
    edgesSql,
  );
  const { edge, oldest, simulated } = row!;
  return { landing, liveEdge: edge === null ? null : Math.min(edge, now), oldest, simulated };
}

// Landings are numbered as they come, so DuckDB skips all that are older: there may be millions.
function newestFrom(landing: number): string {
  return `select max(landing) from base.landings where landing >= ${landing}`;
}
