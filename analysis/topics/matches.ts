import { needlesOf } from "./leaf.ts";
import type { Topic } from "./topic.ts";

/** True where a post with this norm belongs to the topic. */
export function matches(topic: Topic, norm: string): boolean {
  switch (topic.kind) {
    case "all":
      return true;
    case "leaf":
      return needlesOf(topic).some((needle) => norm.includes(needle));
    case "not":
      return !matches(topic.of, norm);
    case "and":
      return topic.of.every((child) => matches(child, norm));
    case "or":
      return topic.of.some((child) => matches(child, norm));
  }
}
