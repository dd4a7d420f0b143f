import { Retriable } from "../../ingest/base/errors.ts";
import type { Connection, Database } from "./duckdb.ts";
import { pin, PinnedLane, unpin } from "./pinned_lane.ts";
import type { Bind, Columns, KeepingLane, Moment, QueryLimits, Snapshot } from "./reads.ts";

const maxConnections = 8;
const maxPinAttempts = 5;

/** Hands out snapshots on a few reused connections; beyond those, callers wait their turn. */
export class Snapshots {
  readonly #idle: Connection[] = [];
  readonly #waiting: ((connection: Connection) => void)[] = [];
  #made = 0;

  constructor(readonly database: Database, readonly now: () => number) {}

  /** A snapshot of up to `width` connections: one it waits for, more where they are free. */
  async take(width = 1): Promise<Snapshot> {
    const connections = [await this.#connection()];
    try {
      while (connections.length < width && (this.#idle.length > 0 || this.#made < maxConnections)) {
        connections.push(await this.#connection());
      }
      const moment = await this.#pinAll(connections);
      return new PinnedSnapshot(
        connections.map((connection) => new PinnedLane(connection, moment.landing)),
        moment,
        this,
      );
    } catch (error) {
      await Promise.all(connections.map(unpin));
      for (const connection of connections) this.release(connection);
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

  // A landing may commit between two pins: then all are pinned again, and in the end those that differ are given back.
  async #pinAll(connections: Connection[]): Promise<Moment> {
    for (let attempt = 1;; attempt++) {
      const now = this.now();
      const moments = await Promise.all(connections.map((connection) => pin(connection, now)));
      const newest = moments.reduce((a, b) => b.landing > a.landing ? b : a);
      const apart = connections.filter((_, i) => moments[i]!.landing !== newest.landing);
      if (apart.length === 0) return newest;
      await Promise.all((attempt === maxPinAttempts ? apart : connections).map(unpin));
      if (attempt < maxPinAttempts) continue;
      for (const connection of apart) {
        connections.splice(connections.indexOf(connection), 1);
        this.release(connection);
      }
      return newest;
    }
  }

  async #connection(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#made < maxConnections) {
      this.#made++;
      return await this.database.connect();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

class PinnedSnapshot implements Snapshot {
  readonly #free: PinnedLane[];
  readonly #waiting: PromiseWithResolvers<PinnedLane>[] = [];
  readonly #works = new Set<Promise<unknown>>();

  constructor(readonly lanes: PinnedLane[], readonly moment: Moment, readonly pool: Snapshots) {
    this.#free = [...lanes];
  }

  get lost(): boolean {
    return this.lanes.every((lane) => lane.lost);
  }

  query(sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal): Promise<Columns> {
    return this.use((lane) => lane.query(sql, binds, limits, signal));
  }

  async use<T>(work: (lane: KeepingLane) => Promise<T>): Promise<T> {
    const lane = await this.#lane();
    const working = work(lane).finally(() => {
      this.#works.delete(working);
      this.#giveBack(lane);
    });
    this.#works.add(working);
    return await working;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#works);
    await Promise.all(this.lanes.map(({ connection }) => unpin(connection)));
    for (const { connection } of this.lanes) this.pool.release(connection);
  }

  #lane(): Promise<PinnedLane> {
    const free = this.#free.pop();
    if (free !== undefined) return Promise.resolve(free);
    if (this.lost) return Promise.reject(passed());
    const turn = Promise.withResolvers<PinnedLane>();
    this.#waiting.push(turn);
    return turn.promise;
  }

  #giveBack(lane: PinnedLane): void {
    if (!lane.lost) {
      const next = this.#waiting.shift();
      if (next !== undefined) next.resolve(lane);
      else this.#free.push(lane);
    } else if (this.lost) {
      for (const turn of this.#waiting.splice(0)) turn.reject(passed());
    }
  }
}

function passed(): Retriable {
  return new Retriable("The moment of this page has passed while a query failed; try again");
}
