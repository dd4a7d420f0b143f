import type { CellError, SqlCell, SqlPart } from "./page.ts";
import type { FenceInfo } from "./fence_info.ts";

// Quotes, comments and placeholders; what lies between them is plain text.
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$\{\s*([A-Za-z_$][\w$.]*)\s*\}|\$\{|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|\$\$[\s\S]*?(?:\$\$|$)/g;

/** Compiles a fence of SQL whose first line of code is `line`. What is wrong with it becomes its error. */
export function compileSqlFence(
  { key, and, problem }: FenceInfo,
  source: string,
  line: number,
): Pick<SqlCell, "parts" | "source" | "key" | "and" | "error"> {
  const query = compileSql(source, line);
  const narrowing = compileSql(and, line - 1);
  const counts = usesHere(query);
  const wrong = problem ??
    (!counts && and !== "" ? "and= narrows ${here}, which this cell does not use" : undefined) ??
    (!counts && key.length > 0
      ? "key= leads to the posts of ${here}, which this cell does not use"
      : undefined) ??
    (usesHere(narrowing) ? "and= is a part of ${here} and cannot use it" : undefined);
  const error = wrong === undefined ? query.error ?? narrowing.error : { message: wrong, line: line - 1 };
  const cell = { parts: query.parts, source, key, and: narrowing.parts };
  return error === undefined ? cell : { ...cell, error };
}

/** Whether a query counts posts of the filter `${here}`. */
export function usesHere({ parts }: { parts: SqlPart[] }): boolean {
  return parts.some((part) => "placeholder" in part && part.placeholder === "here");
}

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
