import { readLines } from "../../ingest/base/read_lines.ts";

const limits = { maxBytes: 32 * 1_048_576, keepBytes: 0 };

/** Hands lines of standard input to the worker that paints, and its answers back, until the input ends: then all of it ends at once. */
async function main(): Promise<void> {
  const worker = new Worker(new URL("painting_worker.ts", import.meta.url), {
    type: "module",
    deno: { permissions: "none" },
  });
  worker.onerror = () => Deno.exit(1);
  worker.onmessage = ({ data }: MessageEvent<string>) => writeLine(data);
  const decoder = new TextDecoder();
  for await (const lines of readLines(Deno.stdin.readable, limits)) {
    for (const { bytes } of lines) worker.postMessage(decoder.decode(bytes));
  }
  Deno.exit(0);
}

function writeLine(text: string): void {
  const bytes = new TextEncoder().encode(`${text}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

if (import.meta.main) await main();
