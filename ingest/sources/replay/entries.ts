import { messageOf } from "../../base/errors.ts";
import { readRows } from "./csv_rows.ts";
import { joinBytes } from "../../base/read_lines.ts";
import { type Line, numberLines, readLine } from "./lines.ts";
import type { Container } from "./files.ts";
import type { Entry } from "./entry.ts";

/** Largest `.json` file that is read as one document, in bytes unpacked; a larger one is read line by line. */
const maxDocumentBytes = 64 * 1024 * 1024;

/** The documents of a file from `first` (an index) on. Everything that is not blank becomes an entry. */
export function readEntries(
  kind: Container["kind"],
  chunks: AsyncIterable<Uint8Array>,
  first: number,
): AsyncIterable<Entry> {
  if (kind === "csv") return readRows(numberLines(chunks), first);
  return kind === "json" ? readDocument(chunks, first) : readLines(chunks, first);
}

async function* readLines(chunks: AsyncIterable<Uint8Array>, first: number): AsyncIterable<Entry> {
  for await (const line of numberLines(chunks)) {
    if (line.number < first) continue;
    const entry = parseLine(line);
    if (entry !== undefined) yield entry;
  }
}

async function* readDocument(chunks: AsyncIterable<Uint8Array>, first: number): AsyncIterable<Entry> {
  const rest = chunks[Symbol.asyncIterator]();
  try {
    const { held, size, failure } = await readUpTo(rest, maxDocumentBytes);
    const document = size > maxDocumentBytes ? undefined : parseWhole(joinBytes(held));
    if (document === undefined) {
      yield* readLines(chain(held, rest), first);
    } else if (Array.isArray(document.value)) {
      yield* elements(document.value, first);
    } else if (first <= 1) {
      yield { index: 1, place: "1", raw: document.text, document: document.value };
    }
    if (failure !== undefined) throw failure;
  } finally {
    await rest.return?.();
  }
}

async function readUpTo(chunks: AsyncIterator<Uint8Array>, maxBytes: number) {
  const held: Uint8Array[] = [];
  let size = 0;
  try {
    while (size <= maxBytes) {
      const next = await chunks.next();
      if (next.done) break;
      held.push(next.value);
      size += next.value.length;
    }
  } catch (failure) {
    return { held, size, failure };
  }
  return { held, size, failure: undefined };
}

async function* chain(before: Uint8Array[], after: AsyncIterator<Uint8Array>) {
  yield* before;
  for (let next = await after.next(); !next.done; next = await after.next()) yield next.value;
}

function parseWhole(bytes: Uint8Array): { text: string; value: unknown } | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function* elements(list: unknown[], first: number): Iterable<Entry> {
  for (let index = Math.max(1, first); index <= list.length; index++) {
    const document = list[index - 1];
    yield { index, place: `1/${index}`, raw: writeJson(document), document };
  }
}

function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    return `(cannot be written: ${messageOf(error)})`;
  }
}

function parseLine(line: Line): Entry | undefined {
  const at = { index: line.number, place: String(line.number) };
  const read = readLine(line);
  if ("refusal" in read) return { ...at, raw: line.bytes, ...read };
  const { text } = read;
  if (text.trim() === "") return undefined;
  try {
    return { ...at, raw: text, document: JSON.parse(text) };
  } catch (error) {
    return { ...at, raw: text, refusal: sayJsonError(text, messageOf(error)) };
  }
}

// The parser quotes what it has read, which may be the text of a post: reasons are logged and shown to anybody.
const excerpt = /, (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s;

// A parser that fails at the very end has read a good beginning.
function sayJsonError(text: string, message: string): string {
  const position = Number(/ at position (\d+)/.exec(message)?.[1] ?? -1);
  const cut = /^(Unterminated|Unexpected end)/.test(message) || position >= text.trimEnd().length;
  return `${cut ? "is cut" : "is not JSON"}: ${message.replace(excerpt, " is not valid JSON")}`;
}
