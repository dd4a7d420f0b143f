import type { Bind } from "../../analysis/store/reads.ts";
import type { CellError, SqlCell } from "./page.ts";
import type { ParamSpec, ParamSpecs } from "./param_spec.ts";
import type { ParamValue, ParamValues } from "./param_values.ts";
import type { Span } from "./span.ts";

/** Writes a topic as a boolean predicate; each leaf goes through `bind`, which returns its placeholder. */
export type WriteTopic = (text: string, bind: (value: Bind) => string) => string;

/** SQL with `$1`, `$2`... and the values for them. */
export interface BoundSql {
  sql: string;
  binds: Bind[];
}

/** Everything a cell may be bound to. */
export interface BindScope {
  specs: ParamSpecs;
  values: ParamValues;
  span: Span;
  writeTopic: WriteTopic;
}

/** A cell that names something its page does not have. */
export class UnknownPlaceholder extends Error {
  constructor(readonly cellError: CellError) {
    super(cellError.message);
  }
}

/** Binds a cell: values become `$n` with their type, `column` a closed identifier, `topic` a predicate. @throws {UnknownPlaceholder} */
export function bindCell(cell: SqlCell, scope: BindScope): BoundSql {
  const binds: Bind[] = [];
  const bind = (value: Bind) => `$${binds.push(value)}`;
  const written = new Map<string, string>();
  const write = (name: string, line: number) => {
    const before = written.get(name);
    if (before !== undefined) return before;
    const text = writePlaceholder(name, line, scope, bind);
    written.set(name, text);
    return text;
  };
  const sql = cell.parts.map((part) => "text" in part ? part.text : write(part.placeholder, part.line)).join(
    "",
  );
  return { sql, binds };
}

function writePlaceholder(
  name: string,
  line: number,
  scope: BindScope,
  bind: (value: Bind) => string,
): string {
  const { specs, values, span } = scope;
  if (name === "asOf" || name === "from") return bind({ type: "time", value: span[name] });
  if (name === "bucket") return `to_milliseconds(${bind({ type: "number", value: span.bucketMs })})`;
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  const value = values[name];
  if (spec === undefined || value === undefined) {
    const known = ["asOf", "from", "bucket", ...Object.keys(specs)].join(", ");
    throw new UnknownPlaceholder({ message: `No parameter "${name}"; this page has ${known}`, line });
  }
  return writeParam(spec, value, scope, bind);
}

function writeParam(
  spec: ParamSpec,
  value: ParamValue,
  scope: BindScope,
  bind: (value: Bind) => string,
): string {
  switch (spec.type) {
    case "text":
    case "choice":
      return bind({ type: "text", value: String(value) });
    case "number":
      return bind({ type: "number", value: Number(value) });
    case "time":
      return bind({ type: "time", value: Number(value) });
    case "interval":
      return `to_milliseconds(${bind({ type: "number", value: scope.span.asOf - scope.span.from })})`;
    case "list":
      return bind({ type: "texts", value: value as string[] });
    case "column":
      return `"${spec.columns[String(value)]!.replaceAll('"', '""')}"`;
    case "topic":
      return `(${scope.writeTopic(String(value), bind)})`;
  }
}
