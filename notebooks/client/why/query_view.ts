import type { QueryWords } from "../../why/query_words.ts";
import { element } from "../dom.ts";

const tokens =
  /(\$\{[^}]*\})|('(?:[^']|'')*'|"[^"]*")|(--[^\n]*)|\b(select|from|where|and|or|not|group by|order by|limit|join|using|on|as|with|union|all|case|when|then|else|end|is|null|having|filter|distinct|unnest|desc|in|left|between|over|partition by)\b/gi;

/** SQL as written: keywords stand out, parameters in accent. */
function showSql(sql: string): HTMLElement {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of sql.matchAll(tokens)) {
    const [text, parameter, quoted, comment] = match;
    parts.push(sql.slice(end, match.index));
    end = match.index + text.length;
    const name = parameter !== undefined ? "gs-sql-param" : comment !== undefined ? "gs-quiet" : null;
    if (quoted !== undefined) parts.push(text);
    else parts.push(name === null ? element("b", {}, text) : element("span", { class: name }, text));
  }
  parts.push(sql.slice(end));
  return element("pre", { class: "gs-sql", tabindex: 0, role: "region", "aria-label": "SQL" }, ...parts);
}

/** Names and values, one below the other. */
export function showPairs(pairs: (readonly [string, string | Node])[]): HTMLElement {
  return element(
    "dl",
    { class: "gs-pairs" },
    ...pairs.flatMap(([name, value]) => [
      element("dt", {}, name),
      element(
        "dd",
        {},
        typeof value === "string" ? element("bdi", {}, value === "" ? "(empty)" : value) : value,
      ),
    ]),
  );
}

/** A query with its values. */
export function showQuery(
  { sql, and, binds }: Pick<QueryWords, "sql" | "binds"> & { and?: string },
): HTMLElement {
  const pairs = binds.map(({ name, value }) => [name, value] as const);
  return element(
    "div",
    {},
    showSql(sql),
    showPairs(and ? [["${here} and", element("code", {}, and)], ...pairs] : pairs),
  );
}
