import type { Deletion } from "../../ingest/post.ts";
import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";
import type { Lander } from "./lander.ts";
import { noticeSlackMs, planSearches } from "./searches.ts";
import { stageInto } from "./stage.ts";

/**
 * How long a deletion waits for its post. The log holds nothing older than 7 days; a recorded file that is replayed later
 * than this brings a post back that was never there before.
 */
export const waitMs = 30 * 86_400_000;
const fields = JSON.stringify({
  source: "VARCHAR",
  scope: "VARCHAR",
  key: "VARCHAR",
  at: "BIGINT",
  createdAt: "BIGINT",
});

/** Puts deletions, each once, into the temporary table `deletions`, outside any transaction. */
export async function stageDeletions(connection: Connection, deletions: Deletion[]): Promise<void> {
  const lines = deletions.map(({ createdAt = null, ...deletion }) =>
    JSON.stringify({ ...deletion, createdAt })
  );
  await stageInto(connection, "deletion_lines", lines);
  await connection.exec(`create or replace temp table deletions as
    select source, scope, key, make_timestamp(min("at") * 1000) as gone_at, make_timestamp(min("createdAt") * 1000) as created_at,
      bool_or("createdAt" is null) as unstable
    from (select unnest(from_json_strict(line, '${fields}')) from deletion_lines) group by source, scope, key`);
}

/**
 * Finds the landed posts that the deletions mean, into the temporary table `gone` (old_row, gone_at), and notes the others for
 * posts to come, in the open transaction of the landing.
 * @returns how many deletions say something new.
 */
export async function findDeleted(
  connection: Connection,
  landing: number,
  now: number,
  isUnstable: (source: string) => boolean,
): Promise<number> {
  await connection.exec(
    "delete from deletions d using base.tombstones t where d.source = t.source and d.scope = t.scope and d.key = t.key",
  );
  await connection.exec(`create or replace temp table wanted as from deletions where scope = 'post'`);
  const { parts, binds } = await planSearches(connection, "wanted", isUnstable, noticeSlackMs);
  const found = parts.map(({ wanted, landed }) =>
    `select p.old_row, p.living, d.source, d.scope, d.key, d.gone_at from (from wanted where ${wanted}) d
      join (select source, id, deleted_at is null as living, rowid as old_row from base.posts where ${landed}) p
      on p.source = d.source and p.id = d.key`
  );
  found.push(`select p.rowid as old_row, true as living, d.source, d.scope, d.key, d.gone_at
    from (from deletions where scope = 'author') d join base.posts p on p.source = d.source and p.author_id = d.key`);
  await connection.rows(`create or replace temp table found as ${found.join(" union all ")}`, binds);
  await connection.exec(`create or replace temp table gone as
    select old_row, min(gone_at) as gone_at from found where living group by old_row`);
  const noted: Bind[] = [{ type: "number", value: landing }, { type: "time", value: now + waitMs }];
  await connection.rows(
    `insert into base.tombstones
      select source, scope, key, gone_at, $1::bigint, if(scope = 'post', $2, null) from deletions d
      where scope = 'author' or not exists (from found f where f.source = d.source and f.scope = d.scope and f.key = d.key)`,
    noted,
  );
  const [count] = await connection.rows<{ news: number }>(`select count(*) as news from deletions d
    where not exists (from found f where not living and f.source = d.source and f.scope = d.scope and f.key = d.key)`);
  return count!.news;
}

/**
 * Empties those posts of the table `staged` that may not come back, in the open transaction of the landing. Their numbers
 * then begin at `free`.
 */
export async function buryStaged({ connection, emptied }: Lander, free: number): Promise<void> {
  await connection.exec(`
    create or replace temp table buried as
      select i, min(deleted_at) as gone_at from (
        select s.i, t.deleted_at from staged s join (from base.tombstones where scope = 'post') t
          on t.source = s.source and t.key = s.id
        union all
        select s.i, t.deleted_at from staged s join (from base.tombstones where scope = 'author') t
          on t.source = s.source and t.key = s.author_id
      ) group by i;
    insert into staged by name
      select s.* replace (b.gone_at as deleted_at, s.i + ${free} as i, ${emptied}) from staged s join buried b using (i);
    delete from staged where i in (select i from buried);
  `);
}

/** Forgets deletions that have waited long enough for their post; `now` in UTC milliseconds. */
export async function dropOldTombstones(connection: Connection, now: number): Promise<void> {
  await connection.rows("delete from base.tombstones where until < $1", [{ type: "time", value: now }]);
}
