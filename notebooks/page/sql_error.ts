import type { CellError, SqlCell } from "./page.ts";

/** DuckDB's message as the error of a cell: its line becomes the file's, its excerpt and caret stay. */
export function sqlError(message: string, cell: Pick<SqlCell, "line">): CellError {
  const quoted = /\n*LINE (\d+): (.*)\n( *)\^/.exec(message);
  if (quoted !== null) {
    const [whole, line, excerpt, indent] = quoted;
    const column = Math.max(0, indent!.length - `LINE ${line}: `.length);
    return {
      message: message.replace(whole, "").trim(),
      line: cell.line + Number(line) - 1,
      excerpt: `${excerpt}\n${" ".repeat(column)}^`,
    };
  }
  const placed = / \(line (\d+), column \d+\)$/.exec(message);
  if (placed !== null) {
    return { message: message.slice(0, placed.index), line: cell.line + Number(placed[1]) - 1 };
  }
  return { message, line: cell.line };
}
