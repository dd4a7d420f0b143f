import type { Columns } from "../analysis/store/reads.ts";

/**
 * A result as CSV (RFC 4180): a line of names, then the rows. Times are ISO 8601 in UTC, the items of a list are joined by
 * "; ", what is absent is empty.
 */
export function writeCsv({ names, types, values, rows }: Columns): string {
  const lines = [csvLine(names)];
  for (let row = 0; row < rows; row++) {
    lines.push(csvLine(values.map((column, i) => asCell(column[row], types[i] === "time"))));
  }
  return lines.join("");
}

/** One line of CSV with its end. */
export function csvLine(values: unknown[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/**
 * One field of CSV. Excel and LibreOffice run text that begins with = + - @ as a formula when they open a file, and post text
 * is anybody's: such text gets an apostrophe in front. Numbers stay as they are.
 */
export function csvField(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asCell(value: unknown, isTime: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => asCell(item, isTime) ?? "").join("; ");
  return isTime && typeof value === "number" ? new Date(value).toISOString() : value;
}
