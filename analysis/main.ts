import { messageOf } from "../ingest/base/errors.ts";
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

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== "--stdin" && arg !== "--help");
  if (unknown !== undefined) return fail(`Unknown option "${unknown}"; see --help`);
  if (args.includes("--help")) {
    console.log(help.trimEnd());
    return 0;
  }
  return args.includes("--stdin") ? await pipe() : fail(needsKafka);
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
    return fail(`Cannot analyse standard input: ${messageOf(error)}`);
  }
}

async function writeOut(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
}

function fail(message: string): number {
  console.error(message);
  return 1;
}
