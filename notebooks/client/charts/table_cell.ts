import { csvLine } from "../../csv.ts";
import { moment } from "../words.ts";
import { plainText } from "./plain_text.ts";
import type { SortValue } from "./sorter.ts";

/** A cell of a table: a text, a number, a time; a text that is sorted by a number which it does not show; or a link. */
export type TableCell = string | number | Date | { text: string; by: number } | {
  text: string;
  href: string;
};

/** Numbers as a table. */
export interface Table {
  columns: string[];
  rows: TableCell[][];
}

/** What stands where there is no value. */
const nothing = new Set(["", "—", "–", "unknown"]);

/** A cell in words, at most so many characters. */
export function cellText(cell: TableCell, maxChars: number): string {
  if (typeof cell === "number") return cell.toLocaleString("en");
  if (cell instanceof Date) return moment(cell);
  return plainText(typeof cell === "string" ? cell : cell.text, maxChars);
}

/** What a cell is sorted by. */
export function sortValue(cell: TableCell | undefined): SortValue {
  if (cell === undefined) return null;
  if (typeof cell === "number") return cell;
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.getTime();
  if (typeof cell === "object" && "by" in cell) return cell.by;
  const text = typeof cell === "string" ? cell : cell.text;
  return nothing.has(text) ? null : text;
}

/** Whether a column holds numbers, where it holds anything. */
export function isNumeric(rows: TableCell[][], column: number): boolean {
  const values = rows.map((row) => row[column]).filter((cell) => sortValue(cell) !== null);
  return values.length > 0 && values.every((cell) => typeof cell === "number");
}

/** A row as a line of CSV: times in UTC, numbers without commas. */
export function csvRow(row: TableCell[]): string {
  return csvLine(row.map((cell) => {
    if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString();
    return typeof cell === "object" ? cell.text : cell;
  }));
}
