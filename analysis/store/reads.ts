import { Poison } from "../../ingest/base/errors.ts";
import type { Bind } from "./bind.ts";
import type { TopicRules } from "./topic_rules.ts";

export type { Bind };

/** How the values of a column are to be read in JSON: `time` is UTC milliseconds. */
export type ColumnType = "text" | "number" | "boolean" | "time" | "list";

/** A result, column by column, as it goes to the page: `values[column][row]`. */
export interface Columns {
  names: string[];
  types: ColumnType[];
  values: unknown[][];
  rows: number;
  /** True where more rows existed than `maxRows`. */
  cut: boolean;
}

/** Limits of one query. */
export interface QueryLimits {
  deadlineMs: number;
  maxRows: number;
}

/** What a page must say about all its numbers. */
export interface Moment {
  /** Number of the newest landing in the snapshot; 0 before the first. */
  landing: number;
  /** Newest event time that can be believed, UTC milliseconds; null while there are no posts. */
  liveEdge: number | null;
  /** Oldest event time of the posts in view, UTC milliseconds. */
  oldest: number | null;
  /** True while the posts in view are the simulated stream. */
  simulated: boolean;
}

/** A query that took longer than it may; DuckDB has stopped it. */
export class QueryLate extends Poison {
  override name = "QueryLate";
}

/** Runs queries; placeholders are `$1`, `$2`... in the order of `binds`. */
export interface Lane {
  /**
   * Runs one checked SELECT. An aborted `signal` stops it, and it rejects with the signal's reason.
   * @throws {QueryLate} beyond its deadline. @throws {Poison} with DuckDB's message when the query fails.
   * @throws {Retriable} when an earlier failure has cost this connection the moment.
   */
  query(sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal): Promise<Columns>;
}

/** One connection of a snapshot: its queries run one after another. */
export interface KeepingLane extends Lane {
  /**
   * Keeps the rows of a SELECT in a table that only this lane sees, until the snapshot ends; a table that it has is not
   * made again. @throws like `query`.
   */
  keep(table: string, sql: string, binds: Bind[], limits: QueryLimits, signal?: AbortSignal): Promise<void>;
  /** Writes the rows of a SELECT, in its order, into a Parquet file in the data folder. @throws like `query`. */
  copy(path: string, sql: string, limits: QueryLimits): Promise<void>;
}

/** Posts that several queries share: those of a predicate in a window. */
export interface SharedPosts {
  /** Equal for equal predicates and windows; a window that moves is the same while it is as long. */
  key: string;
  /** A predicate over the columns of `posts`. */
  where: string;
  /** SQL of the posts to take, with columns of other values; null for the view itself. */
  relation: string | null;
  /** The values of the placeholders in both. */
  binds: Bind[];
  /** What the queries read of them; a name that is no column of `posts` does not matter. */
  columns: string[];
  /** The window, UTC milliseconds. */
  from: number;
  asOf: number;
  /** True where it moves on with the live edge, so that later posts belong to it as well. */
  moves: boolean;
}

/** Posts that were found: a lane that reads them, and what stands for `posts` in its SQL. */
export interface FoundPosts extends Lane {
  relation: string;
}

/** One moment of the data: all queries see the same landings, and several run at once. */
export interface Snapshot extends Lane, AsyncDisposable {
  readonly moment: Moment;
  /** What phrases mean for the moods of posts of topics. */
  readonly rules: readonly TopicRules[];
  /** True when failed queries have cost it all its connections: only a new snapshot can go on. */
  readonly lost: boolean;
  /** Gives some work a connection of its own, as soon as one is free. */
  use<T>(work: (lane: KeepingLane) => Promise<T>): Promise<T>;
  /**
   * Finds posts, once for all snapshots: what is known of them from before is only carried on by what has landed since. To be
   * called once. Null for those that it cannot keep, QueryLate for those that took too long: their queries are to be asked over
   * `posts` itself. An aborted `signal` stops it, and it rejects with the signal's reason.
   */
  find(
    wanted: SharedPosts[],
    limits: QueryLimits,
    signal?: AbortSignal,
  ): Promise<(FoundPosts | QueryLate | null)[]>;
}

/** What a landing changed. */
export interface Landed {
  landing: number;
  posts: number;
  /** The views in which something is new. */
  views: string[];
  /** Event times, UTC milliseconds; without posts an empty span from Infinity to -Infinity, and all time where all changes. */
  minCreatedAt: number;
  maxCreatedAt: number;
  /** True where posts of earlier landings are not what they were: changed, hidden or gone. */
  rewritten: boolean;
}

/** What a checked cell reads. */
export interface CellReads {
  views: string[];
  /** True where each view is bounded by the window: what lands outside of it cannot change the result. */
  windowed: boolean;
  /** Where in the SQL the view `posts` stands, in UTF-16 units, and whether with an alias. */
  posts: { at: number; alias: boolean }[];
}

/** What else holds of SQL whose row test means the topic's test. */
export interface RowsMean {
  /** All that it could read of posts, lower case, where posts of the topic alone matter to it; else null. */
  columns: string[] | null;
}

/** The reading side of the store: the only way in which pages reach DuckDB. */
export interface Reads {
  /**
   * @param width how many queries can run at once; fewer where connections are short.
   * @param spare how many failed queries it can bear beside those without losing its moment.
   * @param finders how many connections `find` may use.
   */
  snapshot(width?: number, spare?: number, finders?: number): Promise<Snapshot>;
  /** Calls back after each landing that changed what pages see. Returns the way to stop. */
  onLanded(listener: (landed: Landed) => void): () => void;
  /** Calls back after each measurement that came into `gauges`. Returns the way to stop. */
  onMeasured(listener: () => void): () => void;
  /**
   * Checks the SQL of a cell when its page is compiled: one SELECT over the published views, allowed functions only.
   * @param window the numbers of the placeholders that stand for the window's start and end.
   * @throws {Poison} saying what is not allowed, or DuckDB's message.
   */
  checkCell(sql: string, window?: WindowPlaceholders): Promise<CellReads>;
  /** Whether SQL that reads `posts_rows` for `posts`, and tests its row for a topic, must mean the same; null where not. */
  checkRows(sql: string): Promise<RowsMean | null>;
}

/** Which placeholders of a SELECT stand for the window: 1 for `$1`. */
export interface WindowPlaceholders {
  from: number[];
  asOf: number[];
}
