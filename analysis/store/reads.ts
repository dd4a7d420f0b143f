/** A value bound to a placeholder, with its type said (DuckDB cannot guess it for lists and nulls). */
export type Bind =
  | { type: "text"; value: string }
  | { type: "number"; value: number }
  /** UTC milliseconds; reaches SQL as a TIMESTAMP. */
  | { type: "time"; value: number }
  | { type: "texts"; value: string[] };

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

/** One moment of the data: all queries of a snapshot see the same landings. Queries run one after another. */
export interface Snapshot extends AsyncDisposable {
  readonly moment: Moment;
  /**
   * Runs one checked SELECT; placeholders are `$1`, `$2`... in the order of `binds`.
   * @throws {Poison} with DuckDB's message when the query fails or exceeds its deadline; the snapshot stays usable.
   */
  query(sql: string, binds: Bind[], limits: QueryLimits): Promise<Columns>;
}

/** What a landing changed. */
export interface Landed {
  landing: number;
  posts: number;
  /** Event times, UTC milliseconds; without posts, an empty span from Infinity to -Infinity. */
  minCreatedAt: number;
  maxCreatedAt: number;
}

/** The reading side of the store: the only way in which pages reach DuckDB. */
export interface Reads {
  snapshot(): Promise<Snapshot>;
  /** Calls back after each landing that changed what pages see. Returns the way to stop. */
  onLanded(listener: (landed: Landed) => void): () => void;
  /**
   * Checks the SQL of a cell when its page is compiled: one SELECT over the published views, allowed functions only.
   * @returns the names of the views it reads. @throws {Poison} saying what is not allowed, or DuckDB's message.
   */
  checkCell(sql: string): Promise<string[]>;
}
