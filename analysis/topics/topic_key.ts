import { createHash } from "node:crypto";
import type { Topic } from "./topic.ts";

/**
 * The identity of a topic, 32 hex digits: the same for queries that differ in case, spaces, needless parentheses,
 * repetition, or the order of what AND and OR join.
 */
export function topicKey(topic: Topic): string {
  return createHash("sha256").update(canonical(topic)).digest("hex").slice(0, 32);
}

function canonical(topic: Topic): string {
  switch (topic.kind) {
    case "all":
      return "all";
    case "leaf":
      return JSON.stringify([topic.tokens, topic.tag, topic.prefix]);
    case "not":
      return `not(${canonical(topic.of)})`;
    default: {
      const children = [...new Set(topic.of.map(canonical))].sort();
      return children.length === 1 ? children[0]! : `${topic.kind}(${children.join(",")})`;
    }
  }
}
