import type { Bind } from "../store/bind.ts";
import { needlesOf } from "./leaf.ts";
import type { Topic } from "./topic.ts";

/**
 * The topic as a boolean SQL expression over the column `norm`. It is made of fixed templates; every word goes through
 * `bind`, which returns its placeholder. Topics of the same shape give the same SQL.
 */
export function topicSql(topic: Topic, bind: (value: Bind) => string): string {
  switch (topic.kind) {
    case "all":
      return "true";
    case "leaf":
      return leafSql(needlesOf(topic), bind);
    case "not":
      return `not ${topicSql(topic.of, bind)}`;
    case "and":
      return `(${topic.of.map((child) => topicSql(child, bind)).join(" and ")})`;
    case "or":
      return any(topic.of.map((child) => topicSql(child, bind)));
  }
}

// DuckDB looks for the first character of a needle and compares from there. A needle begins with a space, which stands before
// every word; what follows it is rarer, so that is asked first: 7 ms instead of 17 for 200,000 posts (DuckDB 1.5.5).
function leafSql(needles: string[], bind: (value: Bind) => string): string {
  const contains = (value: string) => `contains(norm, ${bind({ type: "text", value })})`;
  const core = needles[0]!.slice(1);
  if (needles.every((needle) => needle.includes(core))) {
    return `(${contains(core)} and ${any(needles.map(contains))})`;
  }
  return any(needles.map((needle) => `(${contains(needle.slice(1))} and ${contains(needle)})`));
}

function any(conditions: string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" or ")})`;
}
