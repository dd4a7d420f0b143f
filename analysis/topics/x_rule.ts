import { Poison } from "../../ingest/base/errors.ts";
import { spaceless } from "../text/fold.ts";
import { formatTopic } from "./format_topic.ts";
import type { Leaf, Topic, TopicNode } from "./topic.ts";

/** Longest rule that X takes, in characters (its filtered stream's introduction, for plans below Enterprise). */
const maxRuleChars = 1024;

/**
 * The topic in X's language of rules for its filtered stream (docs.x.com, "Build a rule"), of posts in these languages; none: in
 * any. @throws {Poison} that names the part which X cannot be asked for, and says what to do.
 */
export function xRule(topic: Topic, languages: readonly string[] = []): string {
  if (topic.kind === "all") throw new Poison("X cannot be asked for all posts: name words");
  const spoken = anyOf(languages.map((code) => `lang:${code}`));
  const rule = spoken === "" ? include(topic) : `${grouped(topic)} ${spoken}`;
  if (rule.length <= maxRuleChars) return rule;
  throw new Poison(
    `X takes a rule of ${maxRuleChars} characters, this one has ${rule.length}: follow several topics in place of one`,
  );
}

function include(node: TopicNode): string {
  switch (node.kind) {
    case "leaf":
      return anyOf(operatorsOf(node));
    case "not":
      return exclude(node.of);
    case "and":
      return node.of.map(grouped).join(" ");
    case "or":
      return node.of.map(alternative).join(" OR ");
  }
}

function grouped(node: TopicNode): string {
  return node.kind === "or" ? `(${include(node)})` : include(node);
}

function alternative(node: TopicNode): string {
  switch (node.kind) {
    case "leaf":
      return operatorsOf(node).join(" OR ");
    case "and":
      return `(${include(node)})`;
    case "or":
      return include(node);
    // It would be nearly everything.
    case "not":
      throw new Poison(
        `X cannot be asked for “${
          formatTopic(node)
        }” beside OR: put the exclusion outside of the parentheses`,
      );
  }
}

// X has no exclusion of a group: `a -(b OR c)` is `a -b -c` there, and for `a -(b c)` there is nothing.
function exclude(node: TopicNode): string {
  switch (node.kind) {
    case "leaf":
      return operatorsOf(node).map((operator) => `-${operator}`).join(" ");
    case "not":
      return grouped(node.of);
    case "or":
      return node.of.map(exclude).join(" ");
    case "and":
      throw new Poison(
        `X cannot leave out “${formatTopic(node)}” as a whole: exclude one of them, or a phrase in quotes`,
      );
  }
}

function operatorsOf(leaf: Leaf): string[] {
  const { tokens, tag, prefix } = leaf;
  if (prefix) {
    throw new Poison(`X cannot be asked for “${formatTopic(leaf)}”: write the words out, with OR between`);
  }
  const [first] = tokens;
  if (tokens.length === 1 && first!.startsWith("@") && !/^@\w{1,15}$/.test(first!)) {
    throw new Poison(`X has no name like “${first}”: leave it out`);
  }
  const words = tokens.map((token, at) => isGlued(tokens[at - 1], token) ? token : ` ${token}`).join("")
    .trim();
  const isPlain = tag === null ? operator.test(words) : !words.includes(" ");
  return [isPlain ? words : `"${words}"`, ...tag === null ? [] : [tag]];
}

// All else is a phrase, within which punctuation stands for itself.
const operator = /^(\$[a-z]{1,6}([._][a-z]{1,2})?|[#@][\p{L}\p{M}\p{N}_]+)$/u;

const spacelessToken = new RegExp(`^[${spaceless}]\\p{M}*$`, "u");

// We take those scripts apart by character, X does not.
function isGlued(before: string | undefined, token: string): boolean {
  return before !== undefined && spacelessToken.test(before) && spacelessToken.test(token);
}

function anyOf(operators: string[]): string {
  return operators.length > 1 ? `(${operators.join(" OR ")})` : operators[0] ?? "";
}
