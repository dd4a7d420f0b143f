import { keyNames } from "./row_key.ts";

/** What stands after the backticks of a fence. */
export interface FenceInfo {
  kind: "sql" | "js";
  /** Empty where the cell has none. */
  name: string;
  /** Columns of the grid that a cell takes, 1 to 12. */
  span: number;
  /** The columns by which a row of a query is a group of posts. */
  key: string[];
  /** What a query narrows `${here}` by, as SQL; empty where it does not. */
  and: string;
  /** What is wrong with it, the first thing found. */
  problem?: string;
}

/** Columns of the grid that a page stands on. */
export const columns = 12;
const words = /([A-Za-z_]+)=(?:"([^"]*)"(?=\s|$)|(\S*))|\S+/g;

/** Reads `sql angry key=start and="mood = -1"`, `js volume span=7`. Never throws: what it does not know is its problem. */
export function readFenceInfo(info: string): FenceInfo {
  const [kind = "", ...rest] = info.split(/(?<=^\w+)\s+/);
  const read: FenceInfo = { kind: kind as FenceInfo["kind"], name: "", span: columns, key: [], and: "" };
  for (const [word, option, quoted, plain] of rest.join(" ").matchAll(words)) {
    const problem = option === undefined ? readName(read, word) : readOption(read, option, quoted ?? plain!);
    if (problem !== undefined) read.problem ??= problem;
  }
  return read;
}

function readName(read: FenceInfo, word: string): string | undefined {
  if (/^[A-Za-z_$][\w$]*$/.test(word) && read.name === "") read.name = word;
  else return `"${word}" after \`\`\`${read.kind} is not known; there stand ${knownWords(read.kind)}`;
}

function readOption(read: FenceInfo, option: string, value: string): string | undefined {
  const known = read.kind === "sql" ? ["span", "key", "and"] : ["span"];
  if (!known.includes(option)) return readName(read, `${option}=`);
  if (value.startsWith('"')) return `The quotes of ${option}= are not closed`;
  if (value.trim() === "") return `${option}= stands without a value`;
  if (option === "and") read.and = value;
  else if (option === "span") {
    if (!/^(1[0-2]|[1-9])$/.test(value)) return `span=${value} must be 1 to ${columns}`;
    read.span = Number(value);
  } else {
    read.key = value.split(",").map((name) => name.trim());
    const unknown = read.key.find((name) => !keyNames.includes(name));
    if (unknown !== undefined) return `key=${unknown}: a row is known by ${keyNames.join(", ")}`;
    if (read.key.includes("until") && !read.key.includes("start")) {
      return "key=until: a window that has an end has a start, too";
    }
  }
}

function knownWords(kind: string): string {
  return kind === "sql" ? 'a name, span=1 to 12, key=COLUMN and and="CONDITION"' : "a name and span=1 to 12";
}
