import { Retriable } from "../../ingest/base/errors.ts";
import type { ConnectionPool } from "./connection_pool.ts";
import type { Connection } from "./duckdb.ts";
import { pin, PinnedLane, unpin } from "./pinned_lane.ts";
import type { Bind, Columns, KeepingLane, Moment, QueryLimits, Snapshot } from "./reads.ts";

const maxPinAttempts = 5;

/** Hands out snapshots on the connections of a pool. */
export class Snapshots {
  constructor(readonly pool: ConnectionPool, readonly now: () => number) {}

  /**
   * A snapshot of up to `width` connections that run queries, and `spare` ones that take the place of those that lose the
   * moment: one it waits for, more where they are free.
   */
  async take(width = 1, spare = 0): Promise<Snapshot> {
    const connections = [await this.pool.take()];
    try {
      while (connections.length < width + spare && this.pool.free) connections.push(await this.pool.take());
      const moment = await this.#pinAll(connections);
      const lanes = connections.map((connection) => new PinnedLane(connection, moment.landing));
      return new PinnedSnapshot(lanes, width, moment, this.pool);
    } catch (error) {
      await Promise.all(connections.map(unpin));
      for (const connection of connections) this.pool.release(connection);
      throw error;
    }
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
        this.pool.release(connection);
      }
      return newest;
    }
  }
}

class PinnedSnapshot implements Snapshot {
  readonly #free: PinnedLane[];
  readonly #spare: PinnedLane[];
  readonly #waiting: PromiseWithResolvers<PinnedLane>[] = [];
  readonly #works = new Set<Promise<unknown>>();

  constructor(
    readonly lanes: PinnedLane[],
    width: number,
    readonly moment: Moment,
    readonly pool: ConnectionPool,
  ) {
    this.#free = lanes.slice(0, width);
    this.#spare = lanes.slice(width);
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

  #giveBack(used: PinnedLane): void {
    const lane = used.lost ? this.#spare.pop() : used;
    if (lane !== undefined) {
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
