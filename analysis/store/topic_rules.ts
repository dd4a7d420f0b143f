import type { PhraseRule } from "../topics/phrase_rules.ts";
import type { Connection } from "./duckdb.ts";

/** The rules of a topic. */
export interface TopicRules {
  /** Its query, as first typed. */
  query: string;
  /** How often they were changed. */
  version: number;
  rules: PhraseRule[];
}

/** The rules of all topics, as a connection sees them. */
export async function readTopicRules(connection: Connection): Promise<TopicRules[]> {
  const rows = await connection.rows<
    { topic: string; query: string; phrase: string; mood: -1 | 0 | 1 | null }
  >(
    `select topic, arg_min(query, (ruled_at, entry)) over (partition by topic) as query, phrase, mood
     from base.phrase_rules order by topic, ruled_at, entry`,
  );
  const topics = new Map<string, { query: string; version: number; moods: Map<string, -1 | 0 | 1 | null> }>();
  for (const { topic, query, phrase, mood } of rows) {
    const of = topics.get(topic) ?? { query, version: 0, moods: new Map() };
    topics.set(topic, of);
    of.version++;
    of.moods.set(phrase, mood);
  }
  return [...topics.values()].map(({ query, version, moods }) => ({
    query,
    version,
    rules: [...moods].flatMap(([phrase, mood]) => mood === null ? [] : [{ phrase, mood }]),
  }));
}
