import type { QueryLimits, Reads } from "../../analysis/store/reads.ts";
import type { WriteTopic } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import type { Running } from "./jobs.ts";
import type { ResultCache } from "./result_cache.ts";
import type { Shown, View } from "./view.ts";

/** What a round needs from outside. */
export interface RoundDeps {
  reads: Pick<Reads, "snapshot">;
  cache: ResultCache;
  running: Running;
  writeTopic: WriteTopic;
  now: () => number;
}

/** Which cells a round works out, and at what cost. */
export interface RoundKind {
  /** Queries at once. */
  width: number;
  /** Failed queries that a round can bear before it must begin again. */
  spare: number;
  /** Connections that find the posts of topics. */
  finders: number;
  limits: QueryLimits;
  /** The SQL cells of a view that this round is for. */
  cells(view: View): SqlCell[];
}

/** What a round found out about a view: encoded results by cell, how long each took (null where it was known), and the cells that took too long. */
export interface RoundAnswer extends Omit<Shown, "results"> {
  bodies: Map<string, { body: string; ms: number | null }>;
  late: { cell: SqlCell; message: string }[];
}
