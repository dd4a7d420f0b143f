import { fileURLToPath } from "node:url";
import { Retriable } from "../../ingest/base/errors.ts";
import { readLines } from "../../ingest/base/read_lines.ts";
import type { PaintAnswer, PaintJob } from "./paint_job.ts";

const startDeadlineMs = 20_000;
const maxHeapMb = 256;
const limits = { maxBytes: 16 * 1_048_576, keepBytes: 0 };

const sources = ["ingest", "analysis", "notebooks"].map((top) =>
  fileURLToPath(new URL(`../../${top}`, import.meta.url))
);

/** A process that paints. */
export interface PaintingProcess {
  /** Resolves when it can paint. @throws {Retriable} when it does not come up. */
  ready: Promise<void>;
  /** Gives it one job; the next comes after the answer. @throws {Retriable} when it ends, or takes too long. */
  ask(job: PaintJob, deadlineMs: number): Promise<PaintAnswer>;
  stop(): Promise<void>;
}

/** Starts a process that paints; null where this process may not. */
export type StartPainting = () => PaintingProcess | null;

/**
 * Starts `painting.ts`: a worker without permissions, in a process of its own with a bounded heap. A worker alone would take the
 * server with it when it runs out of memory; a process alone could outlive a killed server while a cell in it loops for ever.
 */
export function startPainting(): PaintingProcess | null {
  if (Deno.permissions.querySync({ name: "run", command: "deno" }).state !== "granted") return null;
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      "--cached-only",
      `--allow-read=${sources.join(",")}`,
      `--v8-flags=--max-old-space-size=${maxHeapMb}`,
      new URL("painting.ts", import.meta.url).href,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const input = child.stdin.getWriter();
  const answers = readAnswers(child.stdout);
  const kill = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  const next = async (deadlineMs: number): Promise<PaintAnswer> => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, deadlineMs);
    try {
      const { value, done } = await answers.next();
      if (!done) return value;
      throw new Retriable(
        late ? `no answer after ${deadlineMs / 1000} s` : "the process that paints has ended",
      );
    } finally {
      clearTimeout(timer);
    }
  };
  const ready = next(startDeadlineMs).then(() => {});
  // Whoever asks hears of it.
  ready.catch(() => {});
  return {
    ready,
    async ask(job, deadlineMs) {
      const sent = input.write(new TextEncoder().encode(`${JSON.stringify(job)}\n`));
      sent.catch(() => {});
      return await next(deadlineMs);
    },
    async stop() {
      kill();
      await input.abort().catch(() => {});
      while (!(await answers.next()).done);
      await child.status;
    },
  };
}

async function* readAnswers(output: ReadableStream<Uint8Array>): AsyncGenerator<PaintAnswer, void> {
  const decoder = new TextDecoder();
  for await (const lines of readLines(output, limits)) {
    for (const { bytes, ended } of lines) if (ended) yield JSON.parse(decoder.decode(bytes)) as PaintAnswer;
  }
}
