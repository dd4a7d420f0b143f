import type { Bind } from "../store/reads.ts";
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
      return any(needlesOf(topic).map((value) => `contains(norm, ${bind({ type: "text", value })})`));
    case "not":
      return `not ${topicSql(topic.of, bind)}`;
    case "and":
      return `(${topic.of.map((child) => topicSql(child, bind)).join(" and ")})`;
    case "or":
      return any(topic.of.map((child) => topicSql(child, bind)));
  }
}

function any(conditions: string[]): string {
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" or ")})`;
}
