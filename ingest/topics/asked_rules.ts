import { Fatal, messageOf } from "../base/errors.ts";
import { originOf } from "./followed_topic.ts";
import type { TopicFiles } from "./topic_files.ts";

/** What a source is asked for, in its own language of rules, for a followed topic. */
export interface TopicRule {
  topic: string;
  rule: string;
}

/** The names in a text like `climate,storm`, each once. */
export function topicNames(text: string): string[] {
  return [...new Set(text.split(",").map((name) => name.trim()).filter((name) => name !== ""))];
}

/** X's rules of those topics that are followed. @throws {Fatal} where none is, or X cannot be asked for one of them, saying why. */
export function xRulesOf(names: readonly string[], files: Pick<TopicFiles, "read">): TopicRule[] {
  const rules = names.flatMap((name) => {
    const rule = xRuleOf(name, files);
    return rule === undefined ? [] : [{ topic: name, rule }];
  });
  if (rules.length > 0) return rules;
  throw new Fatal(
    names.length === 1
      ? `Its topic "${names[0]}" is no longer followed`
      : `None of its topics is followed any more: ${names.join(", ")}`,
  );
}

/** Why X cannot be asked for any of them; undefined where it can. */
export function whyNotAsked(names: readonly string[], files: Pick<TopicFiles, "read">): string | undefined {
  try {
    xRulesOf(names, files);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function xRuleOf(name: string, files: Pick<TopicFiles, "read">): string | undefined {
  const topic = read(name, files);
  if (topic === undefined) return undefined;
  const { made } = topic;
  if (made?.of !== originOf(topic)) {
    throw new Fatal(`The file of topic "${name}" was edited by hand: follow it once more`);
  }
  if ("refusal" in made.x) throw new Fatal(`Topic "${name}": ${made.x.refusal}`);
  return made.x.rule;
}

function read(name: string, files: Pick<TopicFiles, "read">) {
  try {
    return files.read(name);
  } catch (error) {
    throw new Fatal(messageOf(error));
  }
}
