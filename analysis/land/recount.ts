import { moodsByName } from "../store/corrections.ts";
import type { Connection } from "../store/duckdb.ts";
import { holdingCorrections } from "./corrections.ts";
import { type EmptiedColumn, readEmptiedColumns } from "./emptied.ts";
import { counters } from "./minutes.ts";

/**
 * Checks what must hold after every landing, whatever came in which order: rollups equal a recount of the posts, each id and
 * each dead letter is there once, deleted posts hold nothing of their text, counters are the newest, corrections hold, and landings add up.
 * @returns what is wrong, in words; empty when all is right. Takes some 2 s at 10 million posts.
 */
export async function recount(connection: Connection): Promise<string[]> {
  const wrong: string[] = [];
  for (const { says, sql } of invariants(await readEmptiedColumns(connection))) {
    const rows = await connection.rows(`select * from (${sql}) limit 3`);
    if (rows.length > 0) wrong.push(`${says}: ${rows.map((row) => JSON.stringify(row)).join(", ")}`);
  }
  return wrong;
}

const sums = (posts: string, of: (name: string) => string) =>
  [`${posts} as posts`, ...["negative", "neutral", "positive", ...counters].map(of)].join(", ");
const minutes = sums("sum(posts)::bigint", (name) => `sum(${name})::bigint as ${name}`);
const counted = sums(
  "count(*)",
  (name) =>
    name in moodsByName
      ? `count(*) filter (mood = ${moodsByName[name as keyof typeof moodsByName]}) as ${name}`
      : `coalesce(sum(${name}), 0)::bigint as ${name}`,
);

const recounted =
  `select date_trunc('minute', created_at) as minute, source, ${counted} from base.posts group by all`;
const rolledUp = `select minute, source, ${minutes} from base.minutes group by all having sum(posts) <> 0`;
const sources = `select source, count(*) as posts, min(created_at) as oldest,
  max(created_at) filter (created_at <= received_at + interval 1 minute) as live_edge from base.posts group by source`;

const invariants = (emptied: EmptiedColumn[]): { says: string; sql: string }[] => [
  {
    says: "the rollup of minutes differs from a recount",
    sql: `(${rolledUp} except ${recounted}) union all (${recounted} except ${rolledUp})`,
  },
  {
    says: "the rollup of polarity differs from a recount",
    sql: `select source, m.polarity - p.polarity as difference
      from (select source, sum(polarity_sum) as polarity from base.minutes group by source) m
      join (select source, coalesce(sum(polarity::double), 0) as polarity from base.posts group by source) p using (source)
      where abs(m.polarity - p.polarity) > 1e-6 * (1 + abs(p.polarity))`,
  },
  {
    says: "what is known of sources differs from a recount",
    sql: `(select * exclude (unstable) from base.sources except ${sources})
      union all (${sources} except select * exclude (unstable) from base.sources)`,
  },
  {
    says: "posts are there more than once",
    sql: "select source, id, count(*) as times from base.posts group by source, id having count(*) > 1",
  },
  {
    says: "versions share a number, or have none",
    sql:
      "select row_no, count(*) as times from base.posts group by row_no having count(*) > 1 or row_no is null",
  },
  {
    says: "dead letters are there more than once",
    sql: `select source, origin, digest, count(*) as times from base.dead_letters
      group by source, origin, digest having count(*) > 1`,
  },
  {
    says: "deleted posts still hold something",
    sql: `select source, id from base.posts where deleted_at is not null and (${
      emptied.map(({ name, empty }) => `${name} is distinct from ${empty}`).join(" or ")
    })`,
  },
  {
    says: "posts are there that were deleted, or whose authors were taken down",
    sql: `select source, id from base.posts p where deleted_at is null and exists (
      from base.tombstones t where t.source = p.source and t.scope = 'post' and t.key = p.id)
      union all select source, id from base.posts p where deleted_at is null and exists (
      from base.tombstones t where t.source = p.source and t.scope = 'author' and t.key = p.author_id)`,
  },
  {
    says: "posts are there whose stream was forgotten after they arrived",
    sql:
      `select p.source, p.id from base.posts p join base.forgotten f using (stream) where p.received_at <= f.until`,
  },
  {
    says: "posts lack newer counters",
    sql: `select p.source, p.id from base.posts p
      join (select source, id, max(read_at) as read_at from base.engagement group by all) e using (source, id)
      where e.read_at >= p.created_at and e.read_at is distinct from p.engagement_at`,
  },
  {
    says: "posts have another mood than they were corrected to",
    sql: `select p.source, p.id from base.posts p left join ${
      holdingCorrections("base.posts")
    } c using (source, id)
      where p.deleted_at is null and if(c.mood is null,
        p.corrected_at is not null or p.model_mood is not null or p.model_polarity is not null,
        (p.corrected_at, p.mood) is distinct from (c.corrected_at, c.mood))`,
  },
  {
    says: "landings do not add up to what is there",
    sql: `select * from (select
      (select coalesce(sum(posts), 0) from base.landings) as posts_landed, (select count(*) from base.posts) as posts,
      (select coalesce(sum(dead), 0) from base.landings) as letters_landed,
      (select count(*) from base.dead_letters) as letters)
      where posts_landed <> posts or letters_landed <> letters`,
  },
];
