import { Fatal } from "../base/errors.ts";
import { readArgs } from "../base/read_args.ts";
import type { StreamLimits, Wanted } from "./stream.ts";

/** What is asked of the streams. */
export type StreamsCommand =
  | { act: "help" }
  | { act: "list"; json: boolean }
  | { act: "check"; what: string; json: boolean }
  | { act: "add"; what: string; limits: StreamLimits; confirmed: boolean; json: boolean }
  | { act: "want"; ids: string[]; wanted: Wanted; json: boolean }
  | { act: "limit"; id: string; limits: Partial<StreamLimits>; json: boolean }
  | { act: "remove" | "delete-data"; ids: string[]; json: boolean };

/** Lines of `--help`, and for the test that the README lists each. */
export const streamsOptionHelp: { option: string; about: string }[] = [
  { option: "list", about: "all streams: id, state with its reason, name, what they brought" },
  { option: "check NAME[=WHAT]", about: "ask a source whether it gives that, and keep nothing" },
  { option: "add NAME[=WHAT]", about: "a new stream, which runs; with the limits below" },
  { option: "start ID...", about: "run them: by id, or by name as in the list" },
  { option: "pause ID...", about: "let them rest; they catch up when they are started" },
  { option: "stop ID...", about: "end them; when they are started they begin with what is new" },
  { option: "limit ID", about: "other limits" },
  { option: "remove ID...", about: "forget the streams; their posts stay" },
  {
    option: "delete-data ID...",
    about: "delete all that they have brought until now, also of removed ones by name",
  },
  { option: "--per-hour N", about: "keep so many posts an hour, spread over it; none: all of them" },
  {
    option: "--schedule TEXT",
    about: 'run in these hours of UTC, like "mon-fri 08:00-18:00"; always: at all times',
  },
  { option: "--confirm", about: "add: that you know what the source charges (x)" },
  { option: "--json", about: "the answer as JSON" },
];

const wantedBy: { [act: string]: Wanted } = { start: "running", pause: "paused", stop: "stopped" };

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseStreamsOptions(args: string[]): StreamsCommand {
  const { values, positionals: [act, ...rest] } = parse(args);
  const json = values.json ?? false;
  if (values.help || act === undefined) return { act: "help" };
  const limits = limitsOf(values);
  if (Object.keys(limits).length > 0 && act !== "add" && act !== "limit") {
    throw new Fatal(`--per-hour and --schedule go with add and limit, not with ${act}`);
  }
  if (values.confirm && act !== "add") throw new Fatal("--confirm goes with add");
  const one = (what: string) => {
    if (rest.length !== 1) throw new Fatal(`${act} needs one ${what}`);
    return rest[0]!;
  };
  const some = () => {
    if (rest.length === 0) throw new Fatal(`${act} needs an ID; deno task streams list shows them`);
    return rest;
  };
  const wanted = wantedBy[act];
  if (wanted !== undefined) return { act: "want", ids: some(), wanted, json };
  switch (act) {
    case "list":
      if (rest.length > 0) throw new Fatal(`Unknown argument "${rest[0]}"`);
      return { act, json };
    case "check":
      return { act, what: one("NAME or NAME=WHAT"), json };
    case "add": {
      const all = { perHour: null, schedule: null, ...limits };
      return { act, what: one("NAME or NAME=WHAT"), limits: all, confirmed: values.confirm ?? false, json };
    }
    case "limit": {
      const id = one("ID");
      if (Object.keys(limits).length === 0) throw new Fatal("limit needs --per-hour, --schedule or both");
      return { act, id, limits, json };
    }
    case "remove":
    case "delete-data":
      return { act, ids: some(), json };
    default:
      throw new Fatal(`Unknown command "${act}" (--help lists them)`);
  }
}

function parse(args: string[]) {
  return readArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      "per-hour": { type: "string" },
      schedule: { type: "string" },
      confirm: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
}

function limitsOf(values: { "per-hour"?: string; schedule?: string }): Partial<StreamLimits> {
  const { "per-hour": perHour, schedule } = values;
  return {
    ...perHour === undefined ? {} : { perHour: perHour === "none" ? null : numberOf(perHour) },
    ...schedule === undefined ? {} : { schedule: schedule === "always" ? null : schedule },
  };
}

function numberOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Fatal(`Cannot use --per-hour "${text}": give a number of posts, or none`);
}
