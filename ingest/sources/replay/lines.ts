import { type RawLine, readLines, type Whole } from "../../base/read_lines.ts";
import { maxDeadBytes } from "../../dead_letter.ts";

/** Longest line that is read as a document, in bytes; of a longer one only the beginning is kept, never the whole. */
export const maxLineBytes = 8 * 1024 * 1024;

/** One line of a file; `number` counts from 1. */
export interface Line extends RawLine {
  number: number;
}

/** Cuts the bytes of a file into lines. */
export async function* numberLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let number = 1;
  for await (const lines of readLines(chunks, { maxBytes: maxLineBytes, keepBytes: maxDeadBytes })) {
    for (const line of lines) yield Object.assign(line, { number: number++ });
  }
}

/** The text of a line without byte-order mark, or why it has none. */
export function readLine({ bytes, whole }: RawLine): { text: string } | { refusal: string; whole?: Whole } {
  if (whole !== undefined) {
    const refusal = `is a line of ${whole.size} bytes, more than ${maxLineBytes}; its beginning is kept`;
    return { refusal, whole };
  }
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { refusal: "is not UTF-8" };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
