import { Poison } from "../../ingest/base/errors.ts";

/** A parsed topic: everything, or a tree of what its posts must have in their norm. */
export type Topic = { kind: "all" } | TopicNode;

/** `and` and `or` have two or more children and never one of their own kind; `not` never holds a `not`. */
export type TopicNode =
  | Leaf
  | { kind: "not"; of: TopicNode }
  | { kind: "and" | "or"; of: TopicNode[] };

/** Normalised tokens that must follow each other. */
export interface Leaf {
  kind: "leaf";
  tokens: string[];
  /** The hashtag that means the same, as in norm; null where only the tokens count. */
  tag: string | null;
  /** True where the last token need only begin so. */
  prefix: boolean;
}

/** A topic that cannot be read, with where in its text, in UTF-16 units, and a message for whoever typed it. */
export class TopicError extends Poison {
  override name = "TopicError";

  constructor(message: string, readonly position: number, readonly length: number) {
    super(message);
  }
}

/** Longest text of a topic, in UTF-16 units. */
export const maxTopicChars = 10_000;
/** How many words and phrases a topic may have. */
export const maxTopicLeaves = 64;
/** How deep parentheses and exclusions may stand in each other. */
export const maxTopicDepth = 20;
