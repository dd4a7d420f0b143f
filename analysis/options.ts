import { parseArgs } from "node:util";
import { Fatal, messageOf } from "../ingest/base/errors.ts";

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
  try {
    return parseArgs({
      args,
      options: {
        help: { type: "boolean", short: "h" },
        stdin: { type: "boolean" },
        workers: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Fatal(`${messageOf(error).split(/\.\s/, 1)[0]} (--help lists the options)`);
  }
}

function readWorkers(text: string): number {
  const workers = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (workers >= 1 && workers <= maxWorkers) return workers;
  throw new Fatal(`Cannot use --workers "${text}": give a whole number from 1 to ${maxWorkers}`);
}
