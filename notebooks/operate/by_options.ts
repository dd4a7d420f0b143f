import { Fatal } from "../../ingest/base/errors.ts";
import { readArgs } from "../../ingest/base/read_args.ts";

/** What commands have that say something of posts: lines of `--help`. */
export const byOptionHelp: { option: string; about: string }[] = [
  { option: "--by NAME", about: "who says so; without it the system's user" },
  { option: "--json", about: "the answer as JSON" },
];

/** Such a command line; `by` is absent where it is the system's user. */
export interface ByOptions {
  help: boolean;
  /** What comes first, and what follows it. */
  act: string | undefined;
  rest: string[];
  by: { by?: string };
  json: boolean;
}

/** Reads a command line with these options; `says` are the commands that `--by` goes with. @throws {Fatal} saying what is wrong with it. */
export function readByOptions(args: string[], says: string[]): ByOptions {
  const { values, positionals: [act, ...rest] } = readArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      by: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const { help = false, by, json = false } = values;
  if (!help && act !== undefined && by !== undefined && !says.includes(act)) {
    throw new Fatal(`--by goes with ${says.join(" and ")}, not with ${act}`);
  }
  return { help, act, rest, by: by === undefined ? {} : { by }, json };
}
