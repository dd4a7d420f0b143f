import type { Helpers } from "./helper_module.ts";
import type { ParamSpecs } from "./param_spec.ts";

/** A piece of SQL: text as written, or a placeholder to be bound. */
export type SqlPart = { text: string } | { placeholder: string; line: number };

interface CellBase {
  /** Unique within the page; its name or a hash of its text, so it stays when other cells change. */
  id: string;
  /** Lines in the page's file, from 1: its first line of code. */
  line: number;
  /** Columns of the grid it takes, 1 to 12. */
  span: number;
}

/** A query; its result is a variable of the page. */
export interface SqlCell extends CellBase {
  kind: "sql";
  name: string;
  parts: SqlPart[];
  /** As it stands in the file. */
  source: string;
  /** The columns by which a row is a group of posts; empty where rows do not lead to posts. */
  key: string[];
  /** What it narrows `${here}` by; empty where it does not. */
  and: SqlPart[];
  /** What it reads; found when the page was compiled, absent where it cannot run. */
  reach?: CellReach;
  /** Why it cannot run; found when the page was compiled. */
  error?: CellError;
}

/** What the result of a SQL cell depends on. */
export interface CellReach {
  views: string[];
  /** True where only what lands in the window can change it. */
  windowed: boolean;
  /** The same SQL over `posts_rows`, in which a topic may be a test of row numbers; null where that could differ. */
  rows: SqlPart[] | null;
  /** The columns of posts that it reads where those rows could be all posts there are, so that they can be kept; else null. */
  columns: string[] | null;
}

/** Code that runs in the page. */
export interface JsCell extends CellBase {
  kind: "js";
  name: string;
  inline: boolean;
  code: JsCode;
}

/** A cell of either kind. */
export type Cell = SqlCell | JsCell;

/** Compiled JavaScript: what it needs, what it defines, and its text with the place of the text in the file. */
export interface JsCode {
  inputs: string[];
  outputs: string[];
  async: boolean;
  /** An expression shows its value; a program shows what it gives to `display`. */
  expression: boolean;
  /** Without its imports, each line and column where the file has it. */
  source: string;
  imports: CellImport[];
  error?: CellError;
}

/** `import { a as b } from "./words.ts"` at the head of a cell. */
export interface CellImport {
  /** `words.ts` */
  file: string;
  /** The helper's name, `words`. */
  helper: string;
  /** Line of the page's file. */
  line: number;
  /** The helper's name of each name in the page; `*` for all of them. */
  names: Record<string, string>;
}

/** What went wrong in a cell. */
export interface CellError {
  message: string;
  /** Line of the page's file. */
  line?: number;
  /** The offending line and a caret below it. */
  excerpt?: string;
  /** True where nothing is wrong and the result is only still being worked out. */
  waiting?: true;
}

/** The body in reading order: prose (safe HTML with places for inline cells, and an id by its text) and cells. */
export type Block = { prose: string; id: string } | { cell: string };

/** A notebook page, compiled from its file. */
export interface Page {
  /** The file's name without `.md`, and the page's address. */
  name: string;
  title: string;
  description: string;
  params: ParamSpecs;
  /** Shortest time between two live updates, milliseconds. */
  refresh: number;
  /** Whether its window ends with the newest post, or at the clock: pages about what arrived, whenever it was posted. */
  time: "posts" | "arrival";
  /** Its place in the bar: lower ones stand before, equal ones by name. */
  order: number;
  layout: "page" | "dashboard";
  /** Values of parameters that a report is saved with. */
  export: Record<string, (string | number | string[])[]>;
  blocks: Block[];
  cells: Cell[];
  /** The code beside the page that its cells import. */
  helpers: Helpers;
  /** What is wrong with the file as a whole. */
  problems: CellError[];
  /** Changes whenever anything above does. */
  hash: string;
}
