import type { PostsBehind } from "../why/posts_behind.ts";

/** A page to be painted, with everything the painting process needs to know. */
export interface PaintJob {
  /** Address of the view; its query holds the parameters. */
  url: string;
  /** The page's `main` element with empty places for head, cells and foot. */
  main: string;
  /** The module of the page's cells, and what changes whenever it does. */
  cells: { source: string; hash: string };
  /** A `results` message as the hub sends it; null paints the head alone. */
  results: string | null;
  /** The page as a report of what this JSON of a `SavedReport` holds; `results` do not count then. */
  report?: { saved: string; script: boolean };
  /** The reader's zone and the width of the page's content, CSS pixels. */
  zone: string;
  width: number;
  /** True where nobody has said that width. */
  guessed?: boolean;
  /** The posts of the drawer that the address opens. */
  why?: PostsBehind | null;
}

/** A painted page. */
export interface Painted {
  /** The `main` element with everything drawn. */
  main: string;
  /** The open drawer; null where it is closed. */
  drawer: string | null;
  /** The document's title. */
  title: string;
  /** What the cells that failed say. */
  failed: string[];
}

/** What the painting process says: once that it is ready, then an answer to each job. */
export type PaintAnswer = { ready: true } | { painted: Painted } | { failed: string };
