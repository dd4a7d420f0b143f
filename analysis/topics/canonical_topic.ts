import type { Bind } from "../store/bind.ts";
import type { Topic } from "./topic.ts";

/**
 * A topic in one form: the same for queries that differ in case, spaces, needless parentheses, repetition, or the order of what AND
 * and OR join.
 */
export function canonicalTopic(topic: Topic): string {
  switch (topic.kind) {
    case "all":
      return "all";
    case "leaf":
      return JSON.stringify([topic.tokens, topic.tag, topic.prefix]);
    case "not":
      return `not(${canonicalTopic(topic.of)})`;
    default: {
      const children = [...new Set(topic.of.map(canonicalTopic))].sort();
      return children.length === 1 ? children[0]! : `${topic.kind}(${children.join(",")})`;
    }
  }
}

/** The key of a topic as SQL, as `topicKey` has it. */
export function topicKeySql(topic: Topic, bind: (value: Bind) => string): string {
  return `left(sha256(${bind({ type: "text", value: canonicalTopic(topic) })}), 32)`;
}
