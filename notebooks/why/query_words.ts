import { type BindScope, topicOfKey } from "../page/bind_cell.ts";
import type { SqlCell } from "../page/page.ts";
import { timeText } from "../page/page_time.ts";
import { type BindNamed, type RowKey, writeRowKey } from "../page/row_key.ts";
import type { Span } from "../page/span.ts";

/** A query as a reader sees it: as written in the page's file, and the values that stand for its placeholders. */
export interface QueryWords {
  sql: string;
  /** What the cell narrows the page's filter by, as written; empty where it does not. */
  and: string;
  binds: { name: string; value: string }[];
}

/** A query as written: its text, what the cell narrows by, and the placeholders in both. */
export interface QueryText extends Pick<QueryWords, "sql" | "and"> {
  placeholders: string[];
}

/** What is written of a cell's query. */
export function queryText({ source, parts, and }: SqlCell): QueryText {
  const named = [...parts, ...and].flatMap((part) => "placeholder" in part ? [part.placeholder] : []);
  return {
    sql: source,
    and: and.map((part) => "text" in part ? part.text : `\${${part.placeholder}}`).join(""),
    placeholders: [...new Set(named)],
  };
}

/** A query in words: what stands in `${here}` is listed too. */
export function queryWords(
  { sql, and, placeholders }: QueryText,
  { specs, values, span }: Pick<BindScope, "specs" | "values" | "span">,
): QueryWords {
  const named = new Set(placeholders);
  if (named.has("here")) {
    for (const [name, spec] of Object.entries(specs)) if (spec.type === "topic") named.add(name);
    named.add("from").add("asOf").delete("here");
  }
  const valueOf = (name: string) => {
    if (name === "from" || name === "asOf") return timeText(span[name]);
    if (name === "bucket") return `${span.bucketMs / 60_000} min`;
    const value = values[topicOfKey(name, specs) ?? name];
    return specs[name]?.type === "time"
      ? timeText(Number(value))
      : Array.isArray(value)
      ? value.join(", ")
      : String(value ?? "");
  };
  return { sql, and, binds: [...named].map((name) => ({ name, value: valueOf(name) })) };
}

/** The query for the posts of a key, as a page would write it. */
export function postsWords(key: RowKey, span: Span, landing: number): Omit<QueryWords, "and"> {
  const binds: QueryWords["binds"] = [];
  const bind: BindNamed = (bound, name) => {
    binds.push({ name, value: bound.type === "time" ? timeText(bound.value) : String(bound.value) });
    return `\${${name}}`;
  };
  const frozen = `landing <= ${bind({ type: "number", value: landing }, "landing")}`;
  const conditions = ["${here}", ...writeRowKey(key, span, bind), frozen];
  return { sql: `select *\nfrom posts\nwhere ${conditions.join("\n  and ")}`, binds };
}
