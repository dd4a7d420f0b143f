import { Fatal } from "../../ingest/base/errors.ts";
import { readArgs } from "../../ingest/base/read_args.ts";

/** What the long form of the fault tests is asked for. */
export interface FaultOptions {
  help: boolean;
  seed: number;
  /** Of kills; the soak takes half as long again, the burst half as long. */
  minutes: number;
}

const maxMinutes = 10_000;

/** Lines of `--help`. */
export const faultOptionHelp: { option: string; about: string }[] = [
  { option: "--seed N", about: "the same faults as a run that printed this seed (default a new one)" },
  { option: "--minutes N", about: "minutes of kills; soak and burst take 1.5 and 0.5 as long (default 10)" },
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseFaultOptions(args: string[]): FaultOptions {
  const { help = false, seed, minutes } = parse(args);
  return {
    help,
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : readNumber("--seed", seed, 2 ** 31),
    minutes: minutes === undefined ? 10 : readNumber("--minutes", minutes, maxMinutes),
  };
}

function parse(args: string[]) {
  return readArgs({
    args,
    options: {
      help: { type: "boolean", short: "h" },
      seed: { type: "string" },
      minutes: { type: "string" },
    },
  }).values;
}

function readNumber(option: string, text: string, max: number): number {
  const value = /^\d{1,10}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (value > 0 && value <= max) return value;
  throw new Fatal(`Cannot use ${option} "${text}": give a number above 0, up to ${max}`);
}
