import { Fatal } from "../../base/errors.ts";
import { readLines } from "../../base/read_lines.ts";

/** A program that must serve before anyone goes on, and must not outlive us. */
export interface GuardedProcess {
  /** Resolves when it serves. @throws {Fatal} with what it last said, when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves at its end, with what it last said. */
  readonly ended: Promise<string>;
  kill(signal: "SIGTERM" | "SIGKILL"): void;
}

/** What to start. `name` is for messages. */
export interface ProcessOptions {
  name: string;
  program: string;
  args: string[];
  env?: Record<string, string>;
  /** It serves when so many of its lines match. */
  ready: { line: RegExp; times: number };
}

const problem = /\b(ERROR|FATAL)\b|^Error|Exception/;
const keptLines = 40;
const maxLineBytes = 65_536;

// A parent that dies without a word closes this process' standard input: then it ends too, and is no orphan.
const untilParentEnds = 'exec 3<&0; (cat <&3 >/dev/null; kill $$ 2>/dev/null) & exec "$@" 2>&1 3<&-';

/** Starts a program that ends when this process does, however that ends. */
export function startGuarded(
  { name, program, args, env = {}, ready: { line, times } }: ProcessOptions,
): GuardedProcess {
  const child = new Deno.Command("sh", {
    args: ["-c", untilParentEnds, "sh", program, ...args],
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  const kept: string[] = [];
  let seen = 0;
  const reading = (async () => {
    for await (const text of linesOf(child.stdout)) {
      if (line.test(text) && ++seen === times) ready.resolve();
      if (kept.push(text) > keptLines) kept.shift();
    }
  })();
  const ended = (async () => {
    const { code } = await child.status;
    await child.stdin.close().catch(() => {});
    await reading;
    const words = kept.find((text) => problem.test(text)) ?? kept.at(-1) ?? "it said nothing";
    const text = `${name} has ended with ${code}: ${words}`;
    ready.reject(new Fatal(`Cannot start Kafka: ${text}`));
    return text;
  })();
  return {
    ready: ready.promise,
    ended,
    kill(signal) {
      try {
        child.kill(signal);
      } catch {
        // It has ended.
      }
    },
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const lines of readLines(stream, { maxBytes: maxLineBytes, keepBytes: maxLineBytes })) {
    for (const { bytes } of lines) yield decoder.decode(bytes);
  }
}
