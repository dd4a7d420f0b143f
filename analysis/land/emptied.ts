import type { Connection } from "../store/duckdb.ts";
import { counters } from "./minutes.ts";

/** What a deleted post keeps: that it was there, when, where, and in what conversation. All else goes. */
const kept: ReadonlySet<string> = new Set([
  ...["source", "id", "stream", "community", "lang", "reply_to", "repost_of", "quote_of", "thread_id"],
  ...[
    "created_at",
    "received_at",
    "landed_at",
    "landing",
    "row_no",
    "changed_in",
    "deleted_at",
    "engagement_at",
  ],
  ...["automated", "sensitive"],
]);

/** A column of `base.posts` that a deletion empties, and what it then holds, in SQL. */
export interface EmptiedColumn {
  name: string;
  empty: string;
}

/** The columns of `base.posts` that a deletion empties: each that is not known to be kept. */
export async function readEmptiedColumns(connection: Connection): Promise<EmptiedColumn[]> {
  const columns = await connection.rows<{ name: string; type: string; nullable: boolean }>(
    `select column_name as name, data_type as type, is_nullable as nullable from duckdb_columns()
     where schema_name = 'base' and table_name = 'posts'`,
  );
  return columns.filter(({ name }) => !kept.has(name) && !counters.includes(name))
    .map(({ name, type, nullable }) => ({
      name,
      empty: `${nullable ? "null" : emptyOf(name, type)}::${type}`,
    }));
}

/** Empties the columns of a row of posts, as the list of a `replace`. */
export function writeEmptied(columns: EmptiedColumn[]): string {
  return [
    ...columns.map(({ name, empty }) => `${empty} as ${name}`),
    // Counters that came with a version go with it; those that were read later stay.
    ...counters.map((name) => `if(engagement_at is null, null, ${name}) as ${name}`),
  ].join(", ");
}

function emptyOf(name: string, type: string): string {
  if (type.endsWith("[]")) return "[]";
  if (name === "norm") return "' '";
  return type === "VARCHAR" ? "''" : type === "BOOLEAN" ? "false" : "0";
}
