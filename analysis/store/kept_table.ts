import type { SharedPosts } from "./reads.ts";

/** The database in memory that holds what is kept. */
export const keptDatabase = "kept";

/** What tells which posts changed, and when they landed; kept of each post. */
const needed = new Set(["created_at", "landing", "source", "id"]);
/** A window moves on: what it has left behind goes when it is this share of it. */
const leftBehindShare = 0.25;

/** Some posts of the database, kept in memory: those of a predicate in a window, up to a landing. */
export interface KeptTable {
  readonly key: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** Where its window began when it was made, UTC milliseconds. */
  readonly from: number;
  /** All posts up to this landing are there, some later ones may be. */
  landing: number;
  rows: number;
  /** Snapshots that may still read it. */
  readers: number;
}

/**
 * What is to be done before the posts of a landing can be read from a table: nothing, add those that landed since, also set right
 * those that were changed since, or find all anew.
 */
export interface Claim {
  table: KeptTable;
  work: "none" | "extend" | "amend" | "build";
}

/** The columns of a table for posts; `all` are those of `posts`. */
export function columnsFor({ columns }: Pick<SharedPosts, "columns">, all: readonly string[]): string[] {
  return all.filter((name) => needed.has(name) || columns.includes(name));
}

/** Whether a table has the window and the columns that are wanted. */
export function fits(table: KeptTable, columns: string[], { from, asOf }: SharedPosts): boolean {
  const leftBehind = from - table.from;
  return leftBehind >= 0 && leftBehind <= leftBehindShare * (asOf - from) &&
    columns.every((name) => table.columns.includes(name));
}
