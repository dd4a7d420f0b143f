import { Deletion, Engagement } from "../../ingest/post.ts";

const schemas = [
  { prefix: '{"v":1,"t":"delete",', schema: Deletion },
  { prefix: '{"v":1,"t":"engagement",', schema: Engagement },
];

/** What a line says about posts: a deletion or counters; null for any other line. */
export function noticeOf(line: string): Deletion | Engagement | null {
  const found = schemas.find(({ prefix }) => line.startsWith(prefix));
  if (found === undefined) return null;
  try {
    return found.schema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
