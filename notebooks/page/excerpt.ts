const before = 60;
const width = 100;

/** A line of code with a caret below one of its columns, counted from 0; a long line is cut around it. */
export function excerptOf(line: string, column: number): string {
  const from = Math.max(0, column - before);
  return `${line.slice(from, from + width)}\n${" ".repeat(column - from)}^`;
}
