import type { Topic, TopicNode } from "../../analysis/topics/topic.ts";

/** The words and phrases that posts of a topic name: what it asks for, without what it excludes. */
export function topicWords(topic: Topic): string[] {
  return topic.kind === "all" ? [] : [...new Set(wordsOf(topic))];
}

function wordsOf(node: TopicNode): string[] {
  if (node.kind === "leaf") return [node.tokens.join(" "), ...(node.tag === null ? [] : [node.tag])];
  return node.kind === "not" ? [] : node.of.flatMap(wordsOf);
}
