import type { Bind } from "../../analysis/store/reads.ts";
import type { TopicRules } from "../../analysis/store/topic_rules.ts";
import type { MoodsOf } from "../../analysis/topics/phrase_rules.ts";
import { topicKeySql } from "../../analysis/topics/canonical_topic.ts";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { judge } from "./judged_posts.ts";
import type { CellError, SqlCell, SqlPart } from "./page.ts";
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
  /** What phrases mean for the moods of posts of topics, and whose moods are shown. */
  rules: readonly TopicRules[];
  moods: MoodsOf;
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
  const topics = new Set<string>();
  const writeTopic: WriteTopic = (text, bind) => {
    topics.add(text);
    return scope.writeTopic(text, bind);
  };
  const sql = writeParts(cell.parts, cell, { ...scope, writeTopic }, bindInto(binds));
  return judge({ sql, binds }, topics, scope);
}

/**
 * The filter `${here}` as a predicate over `posts`: that of a cell, with what it narrows by, or that of its page.
 * @throws {UnknownPlaceholder}
 */
export function writeHere(
  cell: Filter,
  scope: BindScope,
  bind: (value: Bind) => string,
): string {
  return writeParts([{ placeholder: "here", line: cell.line }], cell, scope, bind);
}

/** Collects values and gives each its placeholder. */
export function bindInto(binds: Bind[]): (value: Bind) => string {
  return (value) => `$${binds.push(value)}`;
}

type Filter = Pick<SqlCell, "line" | "and">;
type Write = (name: string, line: number) => string;

// What is named twice is bound once.
function writeParts(
  parts: SqlPart[],
  cell: Filter,
  scope: BindScope,
  bind: (value: Bind) => string,
): string {
  const written = new Map<string, string>();
  const write: Write = (name, line) => {
    const before = written.get(name);
    if (before !== undefined) return before;
    const text = name === "here" ? hereOf(cell, scope, write) : writePlaceholder(name, line, scope, bind);
    written.set(name, text);
    return text;
  };
  return joinParts(parts, write);
}

function joinParts(parts: SqlPart[], write: Write): string {
  return parts.map((part) => "text" in part ? part.text : write(part.placeholder, part.line)).join("");
}

function hereOf({ line, and }: Filter, { specs }: BindScope, write: Write): string {
  const topics = Object.keys(specs).filter((name) => specs[name]!.type === "topic");
  const conditions = topics.map((name) => write(name, line));
  conditions.push(`created_at >= ${write("from", line)}`, `created_at < ${write("asOf", line)}`);
  if (and.length > 0) conditions.push(`(${joinParts(and, write).replaceAll("\n", " ")})`);
  return `(${conditions.join(" and ")})`;
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
  const ofTopic = topicOfKey(name, specs);
  if (ofTopic !== null) return topicKeySql(parseTopic(String(values[ofTopic])), bind);
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  const value = values[name];
  if (spec === undefined || value === undefined) {
    const known = ["here", "asOf", "from", "bucket", ...Object.keys(specs)].join(", ");
    throw new UnknownPlaceholder({ message: `No parameter "${name}"; this page has ${known}`, line });
  }
  return writeParam(spec, value, scope, bind);
}

/** The topic parameter whose key a placeholder `NAME.key` stands for; null for any other placeholder. */
export function topicOfKey(placeholder: string, specs: ParamSpecs): string | null {
  const name = /^(.+)\.key$/.exec(placeholder)?.[1] ?? "";
  return Object.hasOwn(specs, name) && specs[name]!.type === "topic" ? name : null;
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
    case "moods":
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
