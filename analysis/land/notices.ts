import { Correction, Rule } from "../../ingest/correction.ts";
import { Deletion, Engagement } from "../../ingest/post.ts";

const schemas = [
  { prefix: '{"v":1,"t":"delete",', schema: Deletion },
  { prefix: '{"v":1,"t":"engagement",', schema: Engagement },
  { prefix: '{"v":1,"t":"correction",', schema: Correction },
  { prefix: '{"v":1,"t":"rule",', schema: Rule },
];

/** What a line says about posts: a deletion, counters, a correction or a rule; null for any other line. */
export function noticeOf(line: string): Deletion | Engagement | Correction | Rule | null {
  const found = schemas.find(({ prefix }) => line.startsWith(prefix));
  if (found === undefined) return null;
  try {
    return found.schema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
