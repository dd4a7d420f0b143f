import type { LetterFilter } from "../../analysis/store/letters.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import { readArgs } from "../../ingest/base/read_args.ts";
import { mostListed } from "./dead_desk.ts";

/** What is asked of the dead letters. */
export type DeadCommand =
  | { act: "help" }
  | { act: "list"; filter: LetterFilter; most: number; json: boolean }
  | { act: "show"; id: string; json: boolean }
  | { act: "fix"; id: string; file: string; json: boolean }
  | { act: "replay" | "discard"; ids: string[]; filter: LetterFilter; json: boolean };

const defaultMost = 50;

/** Lines of `--help`, and for the test that the README lists each. */
export const deadOptionHelp: { option: string; about: string }[] = [
  { option: "list", about: "dead letters, the oldest first: open ones, unless --state says otherwise" },
  { option: "show ID", about: "one of them, with its bytes" },
  { option: "fix ID FILE", about: "send what is in the file in its place; - is standard input" },
  { option: "replay [ID...]", about: "send them again as they are: these, or all that the filter means" },
  { option: "discard [ID...]", about: "give them up: these, or all that the filter means" },
  { option: "--reason TEXT", about: "filter: part of the reason" },
  { option: "--source NAME", about: "filter: the network, like x" },
  { option: "--since TIME", about: "filter: refused at or after, in UTC, like 2015-02-23T08:00" },
  { option: "--until TIME", about: "filter: refused before" },
  { option: "--all", about: "replay, discard: every open letter" },
  { option: "--state STATE", about: "list: open, replayed, discarded or all" },
  { option: "--limit N", about: `list: so many at most (default ${defaultMost}, up to ${mostListed})` },
  { option: "--json", about: "the answer as JSON" },
];

const filters = ["reason", "source", "since", "until"];
const takes = new Map([
  ["list", [...filters, "state", "limit", "json"]],
  ["show", ["json"]],
  ["fix", ["json"]],
  ["replay", [...filters, "all", "json"]],
  ["discard", [...filters, "all", "json"]],
]);

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseDeadOptions(args: string[]): DeadCommand {
  const { values, positionals: [act, ...rest] } = parse(args);
  const json = values.json ?? false;
  if (values.help || act === undefined) return { act: "help" };
  // Who narrows by an option that does not count here would send or give up more than they mean.
  const stray = Object.keys(values).find((name) => takes.get(act)?.includes(name) === false);
  if (stray !== undefined) throw new Fatal(`--${stray} does not go with ${act} (--help says what does)`);
  switch (act) {
    case "list":
      if (rest.length > 0) throw new Fatal(`Unknown argument "${rest[0]}"`);
      return {
        act,
        filter: { ...filterOf(values), ...stateOf(values.state) },
        most: mostOf(values.limit),
        json,
      };
    case "show":
      if (rest.length !== 1) throw new Fatal("show needs one ID; deno task dead list shows them");
      return { act, id: rest[0]!, json };
    case "fix":
      if (rest.length !== 2) throw new Fatal("fix needs an ID and a file, or - for standard input");
      return { act, id: rest[0]!, file: rest[1]!, json };
    case "replay":
    case "discard": {
      const filter = filterOf(values);
      const isNarrow = Object.keys(filter).length > 0;
      if (Number(rest.length > 0) + Number(isNarrow) + Number(values.all ?? false) !== 1) {
        throw new Fatal(`${act} needs IDs, or a filter, or --all`);
      }
      return { act, ids: rest, filter, json };
    }
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
      reason: { type: "string" },
      source: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      state: { type: "string" },
      limit: { type: "string" },
      all: { type: "boolean" },
      json: { type: "boolean" },
    },
  });
}

function filterOf(
  { reason, source, since, until }: { reason?: string; source?: string; since?: string; until?: string },
): LetterFilter {
  return {
    ...reason === undefined ? {} : { reason },
    ...source === undefined ? {} : { source },
    ...since === undefined ? {} : { since: timeOf("since", since) },
    ...until === undefined ? {} : { until: timeOf("until", until) },
  };
}

function timeOf(option: string, text: string): number {
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?$/.test(text);
  const time = iso ? Date.parse(text.includes("T") && !text.endsWith("Z") ? `${text}Z` : text) : NaN;
  if (Number.isFinite(time)) return time;
  throw new Fatal(`Cannot use --${option} "${text}": give a time in UTC, like 2015-02-23T08:00`);
}

function stateOf(text = "open"): Pick<LetterFilter, "state"> {
  if (text === "all") return {};
  if (text === "open" || text === "replayed" || text === "discarded") return { state: text };
  throw new Fatal(`Cannot use --state "${text}": open, replayed, discarded or all`);
}

function mostOf(text = String(defaultMost)): number {
  const most = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (most >= 1 && most <= mostListed) return most;
  throw new Fatal(`Cannot use --limit "${text}": from 1 to ${mostListed}`);
}
