import { type Finding, findPosts } from "./find_posts.ts";
import type { Connection } from "./duckdb.ts";
import type { KeptTable } from "./kept_table.ts";
import type { ConnectionPool } from "./connection_pool.ts";
import type { KeptPosts } from "./kept_posts.ts";
import type { PinPoint } from "./pin_point.ts";
import { passed, type PinnedLane } from "./pinned_lane.ts";
import { createQueue, type Queue } from "./queue.ts";
import {
  type Bind,
  type Columns,
  type FoundPosts,
  type KeepingLane,
  type Moment,
  QueryLate,
  type QueryLimits,
  type SharedPosts,
  type Snapshot,
} from "./reads.ts";
import { runBounded } from "./run_bounded.ts";
import type { TopicRules } from "./topic_rules.ts";

/** A snapshot on connections that are pinned to one moment. */
export class PinnedSnapshot implements Snapshot {
  readonly #lanes: Queue<PinnedLane>;
  readonly #spare: PinnedLane[];
  readonly #finders: Queue<Connection>;
  readonly #works = new Set<Promise<unknown>>();
  readonly #borrowed: KeptTable[] = [];
  #finding = false;

  constructor(
    readonly lanes: PinnedLane[],
    width: number,
    readonly finders: Connection[],
    readonly moment: Moment,
    readonly rules: readonly TopicRules[],
    readonly from: { pool: ConnectionPool; point: PinPoint; kept: KeptPosts },
  ) {
    this.#lanes = createQueue(lanes.slice(0, width));
    this.#spare = lanes.slice(width);
    this.#finders = createQueue(finders);
  }

  get lost(): boolean {
    return this.lanes.every((lane) => lane.lost);
  }

  query(sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal): Promise<Columns> {
    return this.use((lane) => lane.query(sql, binds, limits, signal));
  }

  async use<T>(work: (lane: KeepingLane) => Promise<T>): Promise<T> {
    if (this.lost) throw passed();
    const lane = await this.#lanes.take();
    return await this.#working(
      work(lane).finally(() => {
        const next = lane.lost ? this.#spare.pop() : lane;
        if (next !== undefined) this.#lanes.give(next);
        else if (this.lost) this.#lanes.fail(passed());
      }),
    );
  }

  async find(
    wanted: SharedPosts[],
    limits: QueryLimits,
    signal?: AbortSignal,
  ): Promise<(FoundPosts | QueryLate | null)[]> {
    if (this.#finding || this.finders.length === 0) return wanted.map(() => null);
    this.#finding = true;
    const { landing } = this.moment;
    const found = await this.#working(
      findPosts(this.from.kept, wanted, landing, this.finders, limits, signal),
    );
    return found.map((finding) => this.#foundPosts(finding));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#works);
    const { pool, point, kept } = this.from;
    for (const table of this.#borrowed) kept.giveBack(table);
    const connections = [...this.lanes.map(({ connection }) => connection), ...this.finders];
    await Promise.all(connections.map((connection) => point.unpin(connection)));
    for (const connection of connections) pool.release(connection);
  }

  #foundPosts(finding: Finding): FoundPosts | QueryLate | null {
    if (finding === null || finding instanceof QueryLate) return finding;
    this.#borrowed.push(finding);
    return {
      relation: `(select * from ${finding.name} where landing <= ${this.moment.landing})`,
      query: async (sql, binds, limits, signal) => {
        const connection = await this.#finders.take();
        const run = () => connection.columns(sql, binds, limits.maxRows);
        return await this.#working(
          runBounded(connection, limits, signal, run).finally(() => this.#finders.give(connection)),
        );
      },
    };
  }

  // What is under way ends before the connections go back.
  #working<T>(work: Promise<T>): Promise<T> {
    const working = work.finally(() => this.#works.delete(working));
    this.#works.add(working);
    return working;
  }
}
