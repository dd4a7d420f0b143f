import type { CellError, SqlPart } from "./page.ts";

// Quotes, comments and placeholders; what lies between them is plain text.
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$\{\s*([A-Za-z_$][\w$.]*)\s*\}|\$\{|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$\$[\s\S]*?(?:\$\$|$)/g;

/**
 * Splits the SQL of a cell at its placeholders `${name}`. Comments go, so that nothing in them is bound; lines stay where
 * they are, so that DuckDB's line numbers are those of the cell.
 */
export function compileSql(source: string, line: number): { parts: SqlPart[]; error?: CellError } {
  const parts: SqlPart[] = [];
  let error: CellError | undefined;
  let end = 0;
  const add = (text: string) => {
    if (text !== "") parts.push({ text });
  };
  for (const match of source.matchAll(tokens)) {
    const [token, placeholder] = match;
    const at = line + source.slice(0, match.index).split("\n").length - 1;
    add(source.slice(end, match.index));
    end = match.index + token.length;
    if (placeholder !== undefined) parts.push({ placeholder, line: at });
    else if (token.startsWith("--") || token.startsWith("/*")) {
      add(" " + "\n".repeat(token.split("\n").length - 1));
    } else if (token === "${") {
      error ??= { message: "A placeholder is ${name}, with the name of a parameter", line: at };
    } else if (token.includes("${")) {
      error ??= { message: "A placeholder cannot stand inside quotes; it is bound as a value", line: at };
    } else add(token);
  }
  add(source.slice(end));
  return error === undefined ? { parts } : { parts, error };
}
