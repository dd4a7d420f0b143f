import type { Leaf, Topic, TopicNode } from "./topic.ts";

/** The text of a topic; parsing it gives the same topic. */
export function formatTopic(topic: Topic): string {
  return topic.kind === "all" ? "" : format(topic);
}

function format(node: TopicNode): string {
  switch (node.kind) {
    case "leaf":
      return formatLeaf(node);
    case "not":
      return `-${inner(node.of)}`;
    case "and":
      return node.of.map(inner).join(" ");
    case "or":
      return node.of.map(inner).join(" OR ");
  }
}

function inner(node: TopicNode): string {
  return node.kind === "and" || node.kind === "or" ? `(${format(node)})` : format(node);
}

function formatLeaf({ tokens, tag, prefix }: Leaf): string {
  const star = prefix ? "*" : "";
  if (tag !== null) return `${tag.slice(1)}${star}`;
  const first = tokens[0]!;
  return tokens.length === 1 && /^[#@$]/.test(first) ? `${first}${star}` : `"${tokens.join(" ")}${star}"`;
}
