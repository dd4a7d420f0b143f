import { parse } from "csv-parse/sync";
import { messageOf, Poison } from "../../base/errors.ts";
import type { Entry } from "./entry.ts";
import { type Line, readLine } from "./lines.ts";

/** How far a row with line breaks in its fields may reach: a lost quote must not swallow the file. */
const maxRowLines = 200;
const maxRowChars = 1024 * 1024;

/**
 * The rows of a table as objects by the names of its first row. A row's index and place are the line it begins on.
 * Where a row of several lines is broken, its first line is refused and reading goes on with the second.
 * @throws {Poison} when the first row is broken.
 */
export async function* readRows(lines: AsyncIterable<Line>, first: number): AsyncIterable<Entry> {
  const queue = new LineQueue(lines);
  let header: string[] | undefined;
  try {
    for (let line = await queue.next(); line !== undefined; line = await queue.next()) {
      const at = { index: line.number, place: String(line.number) };
      const read = readLine(line);
      if ("refusal" in read) {
        if (header === undefined) throw new Poison(`has a broken first row: it ${read.refusal}`);
        if (line.number >= first) yield { ...at, raw: line.bytes, ...read };
        continue;
      }
      if (read.text.trim() === "") continue;
      const row = await completeRow(read.text, queue);
      const parsed = parseRow(row.text, header?.length);
      if ("fields" in parsed) {
        if (header !== undefined && line.number >= first) {
          yield { ...at, raw: row.text, document: nameFields(header, parsed.fields) };
        }
        header ??= parsed.fields;
        continue;
      }
      if (header === undefined) throw new Poison(`has a broken first row: ${parsed.refusal}`);
      queue.putBack(row.more);
      const refusal = line.ended ? parsed.refusal : `is cut, or ${parsed.refusal}`;
      if (line.number >= first) yield { ...at, raw: read.text, refusal };
    }
  } finally {
    await queue.close();
  }
}

// In a whole row quotes come in pairs, escaped ones too: an odd number means that a field goes on after the line break.
async function completeRow(start: string, queue: LineQueue): Promise<{ text: string; more: Line[] }> {
  const more: Line[] = [];
  let text = start;
  let odd = hasOddQuotes(start);
  while (odd && more.length < maxRowLines && text.length < maxRowChars) {
    const line = await queue.next();
    if (line === undefined) break;
    more.push(line);
    const read = readLine(line);
    if ("refusal" in read) break;
    text += "\n" + read.text;
    if (hasOddQuotes(read.text)) odd = false;
  }
  return { text, more };
}

function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

function parseRow(text: string, expected: number | undefined): { fields: string[] } | { refusal: string } {
  try {
    const rows: string[][] = parse(text.replace(/\r$/, ""), {
      recordDelimiter: "\n",
      relaxColumnCount: true,
    });
    const fields = rows[0];
    if (rows.length !== 1 || fields === undefined) return { refusal: "is not one row" };
    if (expected !== undefined && fields.length !== expected) {
      return { refusal: `has ${fields.length} fields instead of ${expected}` };
    }
    return { fields };
  } catch (error) {
    // The parser counts lines from the start of the row; the origin says where that is.
    return { refusal: `is not CSV: ${messageOf(error).replace(/ at line \d+/, "")}` };
  }
}

function nameFields(header: string[], fields: string[]): { [name: string]: string } {
  return Object.fromEntries(header.map((name, at) => [name, fields[at]!]));
}

/** Lines that can be put back. */
class LineQueue {
  #waiting: Line[] = [];
  readonly #lines: AsyncIterator<Line>;

  constructor(lines: AsyncIterable<Line>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<Line | undefined> {
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) return waiting;
    const next = await this.#lines.next();
    return next.done ? undefined : next.value;
  }

  putBack(lines: Line[]): void {
    this.#waiting = [...lines, ...this.#waiting];
  }

  async close(): Promise<void> {
    await this.#lines.return?.();
  }
}
