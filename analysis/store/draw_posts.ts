import { parseTopic } from "../topics/parse.ts";
import { topicKeySql } from "../topics/canonical_topic.ts";
import { topicSql } from "../topics/topic_sql.ts";
import type { PostName } from "./corrections.ts";
import type { Bind, Reads } from "./reads.ts";
import { rowObjects } from "./row_objects.ts";

const limits = { deadlineMs: 20_000, maxRows: 1000 };

/** A post to be judged: what it says, and nothing of what a model says of it. Time in UTC milliseconds. */
export interface DrawnPost extends PostName {
  createdAt: number;
  title: string | null;
  text: string;
}

/**
 * Draws posts of a topic to measure a model by: `each` of every mood that it gave, of those that nobody has judged for this topic.
 * Equal data give equal posts, in an order that says nothing of their mood.
 */
export async function drawPosts(
  reads: Pick<Reads, "snapshot">,
  query: string,
  each: number,
): Promise<DrawnPost[]> {
  const topic = parseTopic(query);
  const binds: Bind[] = [];
  const bind = (value: Bind) => `$${binds.push(value)}`;
  const key = topicKeySql(topic, bind);
  const lot = `md5(${key} || source || ' ' || id)`;
  await using snapshot = await reads.snapshot();
  return rowObjects(
    await snapshot.query(
      `select source, id, created_at as "createdAt", title, left(text, 1200) as text from (
        select *, ${lot} as lot from posts
        where ${
        topicSql(topic, bind)
      } and deleted_at is null and model_mood is not null and sentiment_model is not null
          and (source, id) not in (select (source, id) from corrections where topic = ${key})
        qualify row_number() over (partition by model_mood order by ${lot}) <= ${Math.trunc(each)}
      ) order by lot`,
      binds,
      limits,
    ),
  );
}

/** Whether a post is of a topic. */
export async function isOfTopic(
  reads: Pick<Reads, "snapshot">,
  query: string,
  { source, id }: PostName,
): Promise<boolean> {
  const binds: Bind[] = [];
  const bind = (value: Bind) => `$${binds.push(value)}`;
  const topic = topicSql(parseTopic(query), bind);
  const [name, number] = [source, id].map((value) => bind({ type: "text", value }));
  await using snapshot = await reads.snapshot();
  const sql = `select id from posts where source = ${name} and id = ${number} and ${topic}`;
  return rowObjects(await snapshot.query(sql, binds, limits)).length > 0;
}
