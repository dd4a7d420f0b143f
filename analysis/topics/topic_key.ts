import { createHash } from "node:crypto";
import { canonicalTopic } from "./canonical_topic.ts";
import type { Topic } from "./topic.ts";

/** The identity of a topic, 32 hex digits: the hash of its canonical form. */
export function topicKey(topic: Topic): string {
  return createHash("sha256").update(canonicalTopic(topic)).digest("hex").slice(0, 32);
}
