import { Fatal, messageOf } from "../ingest/base/errors.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { analyseStream } from "./text/analyse_stream.ts";

const help = `Analyses posts: reads NDJSON, writes each line with its analysis added.

Usage: deno task analyse --stdin < posts.ndjson > analysed.ndjson

Lines need only "text"; "title" and "lang" count where they are there. A line that cannot be
analysed comes out as a dead letter, so that as many lines come out as went in.

  --stdin   read standard input, write standard output
  --help    show this
`;

const needsKafka =
  `Cannot analyse the log in a process of its own: that needs Kafka, and this log is embedded.
The log is analysed where the pages are: deno task dev, or deno task serve.
As a pipe: deno task analyse --stdin < posts.ndjson > analysed.ndjson`;

/** The analysis alone, as a pipe from standard input to standard output. */
async function main(args: string[]): Promise<number> {
  const unknown = args.find((arg) => !["--stdin", "--help", "-h"].includes(arg));
  if (unknown !== undefined) throw new Fatal(`Unknown option "${unknown}" (--help lists the options)`);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help.trimEnd());
    return 0;
  }
  if (!args.includes("--stdin")) throw new Fatal(needsKafka);
  return await pipe();
}

async function pipe(): Promise<number> {
  try {
    const { lines, dead } = await analyseStream(Deno.stdin.readable, writeOut, Date.now);
    if (dead > 0) {
      console.error(`${dead} of ${lines} lines could not be analysed: they came out as dead letters`);
    }
    return 0;
  } catch (error) {
    // The reader has what it wanted, as in `| head`.
    if (error instanceof Deno.errors.BrokenPipe) return 0;
    console.error(`Cannot analyse standard input: ${messageOf(error)}`);
    return 1;
  }
}

async function writeOut(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
}

if (import.meta.main) await runMain(() => main(Deno.args));
