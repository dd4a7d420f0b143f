import type { Connection } from "./duckdb.ts";

/** What a database holds, counted anew. */
export interface Contents {
  posts: number;
  deadLetters: number;
  /** Number of the newest landing. */
  landing: number;
  /** Minutes of a source in the rollup. */
  minutes: number;
  /** Those whose posts are not as many as the rollup says. */
  wrongMinutes: number;
  /** The next offset to land of each partition, by log; as text, because it may be large. */
  offsets: { logId: string; topic: string; partition: number; next: string }[];
}

/** Counts posts, and the rollup against them. */
export async function countContents(connection: Connection): Promise<Contents> {
  const [counts] = await connection.rows<Omit<Contents, "offsets">>(
    `with rollup as (
      select minute, source, sum(posts) as posts from base.minutes group by all having sum(posts) <> 0
    ), counted as (
      select date_trunc('minute', created_at) as minute, source, count(*) as posts from base.posts group by all
    )
    select (select count(*) from base.posts) as posts,
      (select count(*) from base.dead_letters) as "deadLetters",
      (select coalesce(max(landing), 0) from base.landings) as landing,
      (select count(*) from rollup) as minutes,
      (select count(*) from rollup r full join counted c using (minute, source)
        where r.posts is distinct from c.posts) as "wrongMinutes"`,
  );
  const offsets = await connection.rows<Contents["offsets"][number]>(
    `select log_id as "logId", topic, partition, next::varchar as next from base.offsets order by all`,
  );
  return { ...counts!, offsets };
}
