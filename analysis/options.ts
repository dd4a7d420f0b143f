import { Fatal } from "../ingest/base/errors.ts";
import { readArgs } from "../ingest/base/read_args.ts";

/** What `deno task analyse` is asked for. */
export interface AnalyseOptions {
  help: boolean;
  /** Analyse standard input and nothing else. */
  stdin: boolean;
  /** Members of the group in this process. */
  workers: number;
}

const maxWorkers = 64;

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseAnalyseOptions(args: string[]): AnalyseOptions {
  const { help = false, stdin = false, workers } = parse(args);
  if (stdin && workers !== undefined) throw new Fatal("--workers is of Kafka and does not go with --stdin");
  return { help, stdin, workers: workers === undefined ? 1 : readWorkers(workers) };
}

function parse(args: string[]) {
  return readArgs({
    args,
    options: {
      help: { type: "boolean", short: "h" },
      stdin: { type: "boolean" },
      workers: { type: "string" },
    },
  }).values;
}

function readWorkers(text: string): number {
  const workers = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (workers >= 1 && workers <= maxWorkers) return workers;
  throw new Fatal(`Cannot use --workers "${text}": give a whole number from 1 to ${maxWorkers}`);
}
