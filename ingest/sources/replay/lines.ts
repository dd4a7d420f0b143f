/** Longest line that is read as a document, in bytes. */
export const maxLineBytes = 8 * 1024 * 1024;
/** How much of a longer line is kept, in bytes. */
export const keptLineBytes = 65_536;
const lineFeed = 10;

/** One line without its line feed. `number` counts from 1; `size` is the whole size, `bytes` may be its beginning. */
export interface Line {
  number: number;
  bytes: Uint8Array;
  size: number;
  /** False for a last line without line feed. */
  ended: boolean;
}

/** Cuts bytes into lines; of a line over `maxBytes` only the beginning is kept, never the whole. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number = maxLineBytes,
  keptBytes: number = keptLineBytes,
): AsyncIterable<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const add = (part: Uint8Array) => {
    if (size <= maxBytes) parts.push(part);
    if (size <= maxBytes && size + part.length > maxBytes) parts = [joinBytes(parts).slice(0, keptBytes)];
    size += part.length;
  };
  const take = (ended: boolean): Line => {
    const line = { number: number++, bytes: joinBytes(parts), size, ended };
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      add(chunk.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (size > 0) yield take(false);
}

/** The text of a line without byte-order mark, or why it has none. */
export function readLine(line: Line): { text: string } | { refusal: string } {
  if (line.size > line.bytes.length) {
    return { refusal: `is a line of ${line.size} bytes, more than ${maxLineBytes}; its beginning is kept` };
  }
  try {
    return { text: utf8.decode(line.bytes) };
  } catch {
    return { refusal: "is not UTF-8" };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The parts as one run of bytes. */
export function joinBytes(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
