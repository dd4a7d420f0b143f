import type { QueryLimits } from "../../analysis/store/reads.ts";
import type { BindScope, BoundSql } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import type { Reach } from "./changes.ts";

/**
 * How a query ended: an encoded result with the time it took (null where it was known), DuckDB's message, over its
 * deadline, or nobody wanted it any more.
 */
export type Outcome =
  | { kind: "result"; body: string; ms: number | null }
  | { kind: "failed"; message: string }
  | { kind: "late"; message: string }
  | { kind: "dropped" };

/** A query that some cells of some views wait for. */
export interface Job {
  /** Equal for equal queries of any page. */
  key: string;
  bound: BoundSql;
  reach: Reach;
  /** One of the cells that ask it. */
  cell: SqlCell;
  scope: BindScope;
  /** True where the window moves with the live edge. */
  moves: boolean;
  /** True while a view that asks it is looked at. */
  wanted(): boolean;
  outcome: PromiseWithResolvers<Outcome>;
}

/** The queries that are running, so that those that nobody wants any more can be stopped. */
export class Running {
  readonly #acts = new Set<{ wanted: () => boolean; stop: AbortController }>();

  /** Runs something that is stopped when it is wanted no more. */
  async run<T>(wanted: () => boolean, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = { wanted, stop: new AbortController() };
    this.#acts.add(running);
    try {
      return await act(running.stop.signal);
    } finally {
      this.#acts.delete(running);
    }
  }

  /** Stops what nobody wants. */
  stopUnwanted(): void {
    for (const { wanted, stop } of this.#acts) if (!wanted()) stop.abort();
  }
}

/** Deadline and size of a query of a tick; what takes longer moves to the slow cells. */
export const tickLimits: QueryLimits = { deadlineMs: 250, maxRows: 5000 };
