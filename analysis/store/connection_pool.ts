import { Retriable } from "../../ingest/base/errors.ts";
import type { Connection } from "./duckdb.ts";

const defaultLimits = { connections: 16, waiting: 200 };

/** A few reused connections; beyond those, callers wait their turn. */
export class ConnectionPool {
  readonly #idle: Connection[] = [];
  readonly #waiting: PromiseWithResolvers<Connection>[] = [];
  #made = 0;

  constructor(readonly connect: () => Promise<Connection>, readonly limits = defaultLimits) {}

  /** True when a connection can be had without waiting for another caller. */
  get free(): boolean {
    return this.#idle.length > 0 || this.#made < this.limits.connections;
  }

  /**
   * A connection, to be given back by `release`.
   * @throws {Retriable} when as many are waiting as may wait.
   */
  async take(): Promise<Connection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#made < this.limits.connections) return await this.#make();
    if (this.#waiting.length >= this.limits.waiting) {
      throw new Retriable(
        `Cannot read now: ${this.limits.waiting} others are waiting for a connection; try again`,
      );
    }
    const turn = Promise.withResolvers<Connection>();
    this.#waiting.push(turn);
    return await turn.promise;
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next.resolve(connection);
    else this.#idle.push(connection);
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
  }

  async #make(): Promise<Connection> {
    this.#made++;
    try {
      return await this.connect();
    } catch (error) {
      this.#made--;
      const next = this.#waiting.shift();
      if (next !== undefined) this.take().then(next.resolve, next.reject);
      throw error;
    }
  }
}
