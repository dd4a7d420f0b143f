/** A value bound to a placeholder, with its type said (DuckDB cannot guess it for lists and nulls). */
export type Bind =
  | { type: "text"; value: string }
  | { type: "number"; value: number }
  /** UTC milliseconds; reaches SQL as a TIMESTAMP. */
  | { type: "time"; value: number }
  | { type: "texts"; value: string[] };
