import type { ConnectionPool } from "./connection_pool.ts";
import type { Connection } from "./duckdb.ts";
import type { KeptPosts } from "./kept_posts.ts";
import { type PinPoint, readMoment } from "./pin_point.ts";
import { PinnedLane } from "./pinned_lane.ts";
import { PinnedSnapshot } from "./pinned_snapshot.ts";
import type { Snapshot } from "./reads.ts";
import { readTopicRules } from "./topic_rules.ts";

const maxPinAttempts = 5;

/** Hands out snapshots on the connections of a pool. */
export class Snapshots {
  constructor(
    readonly pool: ConnectionPool,
    readonly point: PinPoint,
    readonly kept: KeptPosts,
    readonly now: () => number,
  ) {}

  /**
   * A snapshot of up to `width` connections that run queries, `spare` ones that take the place of those that lose the moment,
   * and `finders`: one it waits for, more where they are free.
   */
  async take(width = 1, spare = 0, finders = 0): Promise<Snapshot> {
    const connections = [await this.pool.take()];
    try {
      const wanted = width + spare + finders;
      while (connections.length < wanted && this.pool.free) connections.push(await this.pool.take());
      const landing = await this.#pinAll(connections, width + spare);
      const moment = await readMoment(connections[0]!, landing, this.now());
      const rules = await readTopicRules(connections[0]!);
      const lanes = connections.slice(0, width + spare).map((connection) =>
        new PinnedLane(connection, landing, this.point)
      );
      const finding = connections.slice(width + spare);
      return new PinnedSnapshot(lanes, width, finding, moment, rules, this);
    } catch (error) {
      await Promise.all(connections.map((connection) => this.point.unpin(connection)));
      for (const connection of connections) this.pool.release(connection);
      throw error;
    }
  }

  // A landing may commit between two pins: then all are pinned again, and in the end those that differ are given back.
  async #pinAll(connections: Connection[], readers: number): Promise<number> {
    for (let attempt = 1;; attempt++) {
      const landings = await Promise.all(
        connections.map((connection, i) => this.point.pin(connection, i >= readers)),
      );
      const newest = Math.max(...landings);
      const apart = connections.filter((_, i) => landings[i] !== newest);
      if (apart.length === 0) return newest;
      await Promise.all(
        (attempt === maxPinAttempts ? apart : connections).map((connection) => this.point.unpin(connection)),
      );
      if (attempt < maxPinAttempts) continue;
      for (const connection of apart) {
        connections.splice(connections.indexOf(connection), 1);
        this.pool.release(connection);
      }
      return newest;
    }
  }
}
