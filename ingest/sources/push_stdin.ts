import { readLines } from "../base/read_lines.ts";
import type { RawItem } from "./live/adapter.ts";
import { inBatches, streamBatches } from "./live/in_batches.ts";
import { itemOf } from "./push_items.ts";

const limits = { maxBytes: 8 * 1024 * 1024, keepBytes: 65_536 };

/** Documents on standard input, one a line, until it ends. */
export async function* readStdin(
  signal: AbortSignal,
  input: ReadableStream<Uint8Array> = Deno.stdin.readable,
): AsyncGenerator<RawItem[]> {
  const open = async function* (open: AbortSignal) {
    const reader = input.getReader();
    const stop = () => void reader.cancel().catch(() => {});
    open.addEventListener("abort", stop);
    let number = 0;
    for await (const lines of readLines(chunksOf(reader), limits)) {
      for (const { bytes, whole } of lines) {
        const line = new TextDecoder().decode(bytes);
        const origin = `stdin:${++number}`;
        yield whole === undefined
          ? itemOf(line, origin)
          : [{ raw: line, origin, refusal: "is too long a line" }];
      }
    }
  };
  for await (const items of inBatches(open, streamBatches, signal)) yield items.flat();
}

async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
