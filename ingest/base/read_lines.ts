import { createHash, type Hash } from "node:crypto";

/** A line without its line feed. */
export interface RawLine {
  /** All of it, or its beginning where it is too long. */
  bytes: Uint8Array;
  /** False for a last line without line feed. */
  ended: boolean;
  /** What was read of a line that is too long. */
  whole?: Whole;
}

/** Size in bytes and SHA-256 (hex) of what is kept in part only. */
export interface Whole {
  size: number;
  digest: string;
}

/** Lines above `maxBytes` are cut to `keepBytes`, so that memory stays bounded. */
export interface LineLimits {
  maxBytes: number;
  keepBytes: number;
}

/** Cuts chunks of bytes into lines, as many at a time as a chunk completes. The last one needs no line feed. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: LineLimits,
): AsyncGenerator<RawLine[]> {
  let line = new OpenLine(limits);
  for await (const chunk of chunks) {
    const lines: RawLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      line.add(chunk.subarray(start, end));
      lines.push(line.close(true));
      line = new OpenLine(limits);
      start = end + 1;
    }
    if (start < chunk.length) line.add(chunk.slice(start));
    if (lines.length > 0) yield lines;
  }
  if (line.size > 0) yield [line.close(false)];
}

/** The parts as one run of bytes. */
export function joinBytes(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const lineFeed = 10;

class OpenLine {
  size = 0;
  #parts: Uint8Array[] = [];
  #hash: Hash | undefined;

  constructor(readonly limits: LineLimits) {}

  add(part: Uint8Array): void {
    this.size += part.length;
    if (this.#hash !== undefined) {
      this.#hash.update(part);
      return;
    }
    this.#parts.push(part);
    if (this.size <= this.limits.maxBytes) return;
    this.#hash = createHash("sha256");
    for (const earlier of this.#parts) this.#hash.update(earlier);
    this.#parts = [joinBytes(this.#parts).slice(0, this.limits.keepBytes)];
  }

  close(ended: boolean): RawLine {
    const bytes = joinBytes(this.#parts);
    if (this.#hash === undefined) return { bytes, ended };
    return { bytes, ended, whole: { size: this.size, digest: this.#hash.digest("hex") } };
  }
}
