import { Fatal } from "./base/errors.ts";
import { readArgs } from "./base/read_args.ts";
import { parseSpeed, type Speed } from "./sources/replay/options.ts";

/** What ingest is asked to follow. Without `replay` and `sources` it is the sample stream. */
export interface IngestOptions {
  help: boolean;
  replay: string[];
  /** Live sources as `NAME` or `NAME=WHAT`. */
  sources: string[];
  /** Whether posts come by standard input, which `push=stdin` says. */
  stdin: boolean;
  format?: string;
  speed: Speed;
  shiftToNow: boolean;
  /** Posts per second of the sample stream; absent: its own daily rhythm. */
  rate?: number;
  /** End when there is no more to read, and say how it went. */
  exitWhenDone: boolean;
}

const maxRate = 100_000;
const stdinSource = "push=stdin";

/** Lines of `--help`, and for the test that the README lists each option. */
export const ingestOptionHelp: { option: string; about: string }[] = [
  {
    option: "--source NAME[=WHAT]",
    about: "add a live source to the streams and run it; once for each (the README lists them)",
  },
  { option: "--replay GLOB...", about: "replay recorded files (.ndjson, .json, .csv, each also .gz)" },
  { option: "--format NAME", about: "format of the files, where it is not recognised" },
  { option: "--speed SPEED", about: "max, real, or N times as fast as recorded (default real)" },
  { option: "--shift-to-now", about: "move recorded times to today" },
  { option: "--rate N", about: "sample stream at N posts a second, as a load generator" },
  { option: "--exit-when-done", about: "dev: end when a replay is landed, and print the counts" },
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseIngestOptions(args: string[]): IngestOptions {
  const { values, positionals } = parse(args);
  // An unquoted pattern reaches us as several words: the first is the option's, the others stand alone.
  const replay = [...values.replay ?? [], ...positionals];
  if (positionals.length > 0 && values.replay === undefined) {
    throw new Fatal(`Unknown argument "${positionals[0]}"; files are given with --replay`);
  }
  if (replay.includes("")) throw new Fatal("--replay names an empty path; is a variable unset?");
  if (replay.length === 0) {
    for (const name of ["format", "speed", "shift-to-now", "exit-when-done"] as const) {
      if (values[name] !== undefined) throw new Fatal(`--${name} goes with --replay`);
    }
  } else if (values.rate !== undefined) {
    throw new Fatal("--rate is of the sample stream and does not go with --replay");
  }
  const sources = values.source ?? [];
  const stdin = sources.includes(stdinSource);
  if (stdin && sources.length > 1) {
    throw new Fatal(`--source ${stdinSource} goes alone: it ends with its input`);
  }
  if (sources.length > 0 && (replay.length > 0 || values.rate !== undefined)) {
    throw new Fatal("--source goes neither with --replay nor with --rate: start them one after the other");
  }
  return {
    help: values.help ?? false,
    replay,
    sources: stdin ? [] : sources,
    stdin,
    ...values.format === undefined ? {} : { format: values.format },
    speed: parseSpeed(values.speed ?? "real"),
    shiftToNow: values["shift-to-now"] ?? false,
    ...values.rate === undefined ? {} : { rate: parseRate(values.rate) },
    exitWhenDone: values["exit-when-done"] ?? false,
  };
}

/** The command line without its sources, for a child that reads what its parent has added. */
export function withoutSources(args: readonly string[]): string[] {
  return args.filter((arg, at) =>
    !arg.startsWith("--source=") && arg !== "--source" && args[at - 1] !== "--source"
  );
}

function parse(args: string[]) {
  return readArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      source: { type: "string", multiple: true },
      replay: { type: "string", multiple: true },
      format: { type: "string" },
      speed: { type: "string" },
      "shift-to-now": { type: "boolean" },
      rate: { type: "string" },
      "exit-when-done": { type: "boolean" },
    },
  });
}

function parseRate(text: string): number {
  const rate = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  if (rate > 0 && rate <= maxRate) return rate;
  throw new Fatal(`Cannot use --rate "${text}": give a number of posts per second, up to ${maxRate}`);
}
