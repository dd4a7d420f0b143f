import type { FrontMatter } from "./front_matter.ts";
import type { CellError } from "./page.ts";
import type { ParamSpec } from "./param_spec.ts";
import { readParam } from "./param_values.ts";

/** The line of the file on which something of the head stands. */
export type LineOf = (path: PropertyKey[]) => number;

const reserved = new Set([
  "asOf",
  "from",
  "bucket",
  "here",
  "landing",
  "format",
  "why",
  "seen",
  "as",
  "span",
  "moment",
  "display",
  "setParam",
  "view",
  "invalidation",
  "visibility",
  // What every object has: values by name would seem to have it.
  ...Object.getOwnPropertyNames(Object.prototype),
]);

/** What is wrong with the values of a head that has the right shape; parameters and saved values that are wrong are taken out of it. */
export function checkHead(head: FrontMatter, lineOf: LineOf): CellError[] {
  return [...checkParams(head, lineOf), ...checkExports(head, lineOf)];
}

function checkParams(head: FrontMatter, lineOf: LineOf): CellError[] {
  const problems: CellError[] = [];
  for (const [name, spec] of Object.entries(head.params)) {
    const line = lineOf(["params", name]);
    if (reserved.has(name)) {
      problems.push({ message: `Parameter "${name}" has a name that pages reserve`, line });
    }
    const read = readParam(name, spec, spec.default, () => {});
    if (!("problem" in read)) continue;
    problems.push({ message: `The default of parameter "${name}" ${read.problem.message}`, line });
    delete head.params[name];
  }
  return problems;
}

// Values that a report cannot be saved with go, so that whoever saves it need not ask again.
function checkExports(head: FrontMatter, lineOf: LineOf): CellError[] {
  const problems: CellError[] = [];
  for (const [name, values] of Object.entries(head.export)) {
    const spec = Object.hasOwn(head.params, name) ? head.params[name] : undefined;
    const message = spec === undefined ? "is not a parameter of this page" : firstProblem(name, spec, values);
    if (message === undefined) continue;
    problems.push({ message: `Front matter, export.${name}: ${message}`, line: lineOf(["export", name]) });
    delete head.export[name];
  }
  return problems;
}

function firstProblem(name: string, spec: ParamSpec, values: unknown[]): string | undefined {
  for (const value of values) {
    const read = readParam(name, spec, value, () => {});
    if ("problem" in read) return read.problem.message;
  }
}
