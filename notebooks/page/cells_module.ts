import { shortHash } from "./cell_ids.ts";
import type { Helper } from "./helper_module.ts";
import { helperHref } from "./link_helpers.ts";
import { takeLoopCheck } from "./loop_marks.ts";
import { definedNames } from "./names.ts";
import type { CellImport, JsCell, Page } from "./page.ts";

/** What the page needs to know about one of its cells; `run` holds the compiled code of a `js` cell. */
export interface ClientCell {
  id: string;
  kind: "sql" | "js";
  name: string;
  line: number;
  inputs: string[];
  outputs: string[];
  expression: boolean;
  /** Stands within prose. */
  inline?: boolean;
  /** Differs where the cell must be run anew because its code is another. */
  hash: string;
  /** Of a query: the columns by which a row is a group of posts. */
  key?: string[];
  imports?: ClientImport[];
  run?: (...inputs: unknown[]) => unknown;
}

/** A helper that a cell imports: its file, the helper's name of each name in the page, and how to load it. */
export interface ClientImport extends Pick<CellImport, "file" | "names"> {
  load(): Promise<Record<string, unknown>>;
}

/**
 * Writes the JavaScript of a page as one module, so that a page runs without eval. Each line of code stands on the line it has
 * in the page's file: the lines in a stack are those of the file. Helpers are imported from where `hrefOf` says.
 */
export function writeCellsModule(page: Page, hrefOf: (helper: Helper) => string = helperHref): string {
  return writeCells(page, "export const", (helper) => `import(${literal(hrefOf(helper))})`);
}

/**
 * Writes the same as the text of a function that returns what the module exports, for where there are no modules. Helpers are
 * what its parameter `helper` gives for their names.
 */
export function writeCellsFunction(page: Page): string {
  const text = writeCells(page, "const", ({ name }) => `helper(${literal(name)})`);
  return `function(helper){"use strict";${text}return{page,cells}}`;
}

function writeCells(page: Page, declare: string, loadOf: (helper: Helper) => string): string {
  const { name, title, params, refresh, time, hash } = page;
  let text = `${takeLoopCheck}${declare} page = ${
    literal({ name, title, params, refresh, time, hash })
  }; ${declare} cells = [`;
  let at = 1;
  const write = (more: string) => {
    text += more;
    at += more.split("\n").length - 1;
  };
  for (const cell of page.cells) {
    if (cell.kind === "sql") {
      const { id, kind, name, line, key } = cell;
      const outputs = name === "" ? [] : [name];
      write(`${literal({ id, kind, name, line, key, inputs: [], outputs, expression: false, hash: "" })},`);
    } else {
      const start = cell.inline ? cell.line : cell.line - 1;
      write("\n".repeat(Math.max(0, start - at)));
      write(writeCell(cell, page, loadOf));
    }
  }
  return `${text}];\n`;
}

function writeCell(cell: JsCell, page: Page, loadOf: (helper: Helper) => string): string {
  const { id, kind, name, line, code } = cell;
  const { outputs, expression, error } = code;
  const helpers = code.imports.map(({ helper }) => page.helpers[helper]?.hash);
  const names = code.imports.map(({ names }) => names);
  const hash = shortHash(JSON.stringify([code.source, names, helpers, error?.message]));
  const write = (inputs: string[], outputs: string[]) =>
    literal({ id, kind, name, line, inputs, outputs, expression, inline: cell.inline, hash }).slice(0, -1);
  if (error !== undefined) {
    return `${write([], definedNames(cell))},run(){throw Object.assign(new Error(${literal(error.message)}),${
      literal({ cellError: error })
    })}},`;
  }
  const imports = code.imports.map((wanted) => writeImport(wanted, loadOf(page.helpers[wanted.helper]!)));
  const open = `${write(code.inputs, outputs)}${imports.length > 0 ? `,imports:[${imports}]` : ""},run:${
    code.async ? "async " : ""
  }`;
  const nl = cell.inline ? "" : "\n";
  const parameters = code.inputs.join(",");
  if (expression) {
    return `${open}(${parameters})=>(${nl}${code.source}${
      cell.inline && !code.source.includes("//") ? "" : "\n"
    })},`;
  }
  return `${open}function(${parameters}){${nl}${code.source}\nreturn {${outputs.join(",")}}}},`;
}

function writeImport({ file, names }: CellImport, load: string): string {
  return `${literal({ file, names }).slice(0, -1)},load:()=>${load}}`;
}

// In a script, unlike in JSON, these two end a line.
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
