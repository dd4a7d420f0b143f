import { lexTopic } from "./lex.ts";
import { parseLexemes } from "./parse_lexemes.ts";
import { maxTopicChars, type Topic, TopicError, type TopicNode } from "./topic.ts";

/**
 * Reads a topic: words, "phrases", #tags, @names, $CASHTAGS, word*, AND (also between any two), OR (binds less),
 * NOT or - for exclusion, and parentheses. Blank text is the topic of all posts. Takes time linear in the length.
 * @throws {TopicError} saying what is wrong, and where.
 */
export function parseTopic(text: string): Topic {
  if (text.length > maxTopicChars) {
    throw new TopicError(
      `A topic has at most ${maxTopicChars} characters`,
      maxTopicChars,
      text.length - maxTopicChars,
    );
  }
  if (text.trim() === "") return { kind: "all" };
  const node = parseLexemes(lexTopic(text), text.length);
  if (node === null) throw new TopicError("Nothing to search for: add a word", 0, text.length);
  if (!hasPositive(node, true)) {
    throw new TopicError("Only exclusions: add what to look for", 0, text.length);
  }
  return node;
}

// A topic must name something in each of its alternatives, or it would be nearly everything.
function hasPositive(node: TopicNode, wanted: boolean): boolean {
  switch (node.kind) {
    case "leaf":
      return wanted;
    case "not":
      return hasPositive(node.of, !wanted);
    default: {
      const all = (node.kind === "or") === wanted;
      const has = (child: TopicNode) => hasPositive(child, wanted);
      return all ? node.of.every(has) : node.of.some(has);
    }
  }
}
