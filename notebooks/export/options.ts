import type { ExportRequest } from "./request.ts";
import { Refused } from "./refused.ts";

/** What a command line asks for. */
export interface ExportOptions {
  help: boolean;
  request: ExportRequest;
  /** Where the report goes: a file, of a site a folder. */
  output: string;
  force: boolean;
}

/** The options, for `--help`. */
export const exportOptionHelp: { option: string; about: string }[] = [
  { option: "-o FILE", about: "where it goes; with --site and --explore a folder" },
  { option: "--topic TOPIC", about: "what it is about; again for more topics to choose from in the report" },
  { option: "--window WINDOW", about: "how far it reaches back: 24h, 7d, all; again for more" },
  {
    option: "--as-of TIME",
    about: "end of the window in UTC, like 2015-02-23T08:00Z; without it the newest post",
  },
  {
    option: "--param NAME=VALUES",
    about: "values of any parameter, with commas between; of a list, one list each time",
  },
  { option: "--site", about: "the pages named, or all, with links between them" },
  {
    option: "--explore",
    about: "a folder for any web server, with the data beside the page and SQL in the browser",
  },
  { option: "--no-js", about: "a small file without script, for mail and print" },
  {
    option: "--pseudonyms",
    about: "authors get other names, handles in texts are masked, links to posts go",
  },
  { option: "--min-cell N", about: "groups of fewer than N posts are withheld" },
  { option: "--no-quotes", about: "no texts of posts" },
  { option: "--force", about: "replace a file that is there" },
];

const valued = ["-o", "--topic", "--window", "--as-of", "--param", "--min-cell"];

/** Reads a command line. @throws {Refused} for what it does not know. */
export function parseExportOptions(args: readonly string[]): ExportOptions {
  const request: ExportRequest = {
    pages: [],
    site: false,
    topics: [],
    windows: [],
    params: {},
    asOf: null,
    explore: false,
    script: true,
    hide: { pseudonyms: false, minCell: 0, quotes: true },
  };
  const options: ExportOptions = { help: false, request, output: "", force: false };
  const rest = args.flatMap(splitEquals);
  while (rest.length > 0) {
    const arg = rest.shift()!;
    if (!arg.startsWith("-")) request.pages.push(arg);
    else if (!valued.includes(arg)) takeFlag(arg, options);
    else if (rest.length === 0) throw new Refused(`Option ${arg} needs a value`);
    else takeValue(arg, rest.shift()!, options);
  }
  if (options.help) return options;
  if (request.pages.length === 0 && !request.site) {
    throw new Refused("Name the page to export (--help lists the options)");
  }
  if (request.pages.length > 1 && !request.site) throw new Refused("Several pages make a site: add --site");
  if (request.explore && (request.site || !request.script)) {
    throw new Refused(`Option --explore goes without ${request.site ? "--site" : "--no-js"}`);
  }
  if (options.output === "") {
    throw new Refused(`Say where the report goes: -o ${request.site || request.explore ? "FOLDER" : "FILE"}`);
  }
  return options;
}

// `--topic=rain` is `--topic rain`.
function splitEquals(arg: string): string[] {
  const [, name, value] = /^(--[a-z-]+)=([\s\S]*)$/.exec(arg) ?? [];
  return name !== undefined && valued.includes(name) ? [name, value!] : [arg];
}

function takeFlag(arg: string, options: ExportOptions): void {
  const { request } = options;
  if (arg === "--help" || arg === "-h") options.help = true;
  else if (arg === "--force") options.force = true;
  else if (arg === "--site") request.site = true;
  else if (arg === "--explore") request.explore = true;
  else if (arg === "--no-js") request.script = false;
  else if (arg === "--pseudonyms") request.hide.pseudonyms = true;
  else if (arg === "--no-quotes") request.hide.quotes = false;
  else throw new Refused(`Unknown option "${arg}" (--help lists the options)`);
}

function takeValue(arg: string, value: string, options: ExportOptions): void {
  const { request } = options;
  if (arg === "--topic") request.topics.push(value);
  else if (arg === "--window") request.windows.push(value);
  else if (arg === "--as-of") request.asOf = value;
  else if (arg === "--param") takeParam(value, request);
  else if (arg === "--min-cell") {
    if (!/^\d{1,6}$/.test(value)) {
      throw new Refused(`Option --min-cell needs a whole number, "${value}" is not one`);
    }
    request.hide.minCell = Number(value);
  } else options.output = value;
}

// Names are any, also those that every object has.
function takeParam(text: string, request: ExportRequest): void {
  const [, name, value] = /^([A-Za-z_$][\w$]*)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined) throw new Refused(`Option --param needs NAME=VALUE, "${text}" is not that`);
  const before = Object.hasOwn(request.params, name) ? request.params[name]! : [];
  request.params = Object.fromEntries([...Object.entries(request.params), [name, [...before, value!]]]);
}
