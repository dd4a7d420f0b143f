import type { JsCell, Page } from "./page.ts";

/** What the page needs to know about one of its cells; `run` holds the compiled code of a `js` cell. */
export interface ClientCell {
  id: string;
  kind: "sql" | "js";
  name: string;
  line: number;
  inputs: string[];
  outputs: string[];
  expression: boolean;
  /** Of a query: the columns by which a row is a group of posts. */
  key?: string[];
  run?: (...inputs: unknown[]) => unknown;
}

/**
 * Writes the JavaScript of a page as one module, so that a page runs without eval. Each line of code stands on the line it has
 * in the page's file: the lines in a stack are those of the file.
 */
export function writeCellsModule(page: Page): string {
  const { name, title, params, refresh, hash } = page;
  let text = `export const page = ${literal({ name, title, params, refresh, hash })}; export const cells = [`;
  let at = 1;
  const write = (more: string) => {
    text += more;
    at += more.split("\n").length - 1;
  };
  for (const cell of page.cells) {
    if (cell.kind === "sql") {
      const { id, kind, name, line, key } = cell;
      write(`${literal({ id, kind, name, line, key, inputs: [], outputs: [name], expression: false })},`);
    } else {
      const start = cell.inline ? cell.line : cell.line - 1;
      write("\n".repeat(Math.max(0, start - at)));
      write(writeCell(cell));
    }
  }
  return `${text}];\n`;
}

function writeCell(cell: JsCell): string {
  const { id, kind, name, line, code } = cell;
  const head = literal({
    id,
    kind,
    name,
    line,
    inputs: code.inputs,
    outputs: code.outputs,
    expression: code.expression,
  });
  const open = `${head.slice(0, -1)},run:${code.async ? "async " : ""}`;
  const nl = cell.inline ? "" : "\n";
  if (code.error !== undefined) {
    return `${head.slice(0, -1)},run(){throw Object.assign(new Error(${literal(code.error.message)}),${
      literal({ cellError: code.error })
    })}},`;
  }
  const parameters = code.inputs.join(",");
  if (code.expression) {
    return `${open}(${parameters})=>(${nl}${code.source}${
      cell.inline && !code.source.includes("//") ? "" : "\n"
    })},`;
  }
  return `${open}function(${parameters}){${nl}${code.source}\nreturn {${code.outputs.join(",")}}}},`;
}

// In a script, unlike in JSON, these two end a line.
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
