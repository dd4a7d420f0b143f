import type { Connection } from "../store/duckdb.ts";
import { planSearches, type Searches } from "./searches.ts";

/**
 * Deletes from the temporary table `staged` what is no new post, in the open transaction of the landing: all but one
 * version of each id, and each id that has landed before. Newer versions of landed posts go to the temporary table
 * `edits`, with `old_row`, the rowid of the landed one.
 * @param hasEdits whether there may be any; without, the table is not made.
 * @param isUnstable tells the sources whose ids ever came with other times.
 */
export async function dropKnown(
  connection: Connection,
  hasEdits: boolean,
  isUnstable: (source: string) => boolean,
): Promise<void> {
  if (hasEdits) await keepNewestVersions(connection);
  const searches = await planSearches(connection, "staged", isUnstable);
  if (searches.parts.length === 0) return;
  if (hasEdits) await findEdits(connection, searches);
  const known = searches.parts.map(({ wanted, landed }) =>
    `select i from (from staged where ${wanted}) s
      semi join (select source, id from base.posts where ${landed}) p using (source, id)`
  );
  await connection.rows(
    `delete from staged where i not in (select min(i) from staged group by source, id)
     or i in (${known.join(" union all ")})`,
    searches.binds,
  );
}

// Whichever version is kept, its times are those of the first to come.
async function keepNewestVersions(connection: Connection): Promise<void> {
  await connection.exec(`
    update staged set created_at = f.created_at, received_at = f.received_at, stream = f.stream from (
      select source, id, arg_min(created_at, i) as created_at, arg_min(received_at, i) as received_at,
        arg_min(stream, i) as stream
      from staged group by all having count(*) > 1
    ) f where staged.source = f.source and staged.id = f.id;
    delete from staged where i not in (
      select i from staged qualify row_number() over (partition by source, id order by revision desc, i) = 1);
  `);
}

// A row may be wanted in a span and without a bound.
async function findEdits(connection: Connection, { parts, binds }: Searches): Promise<void> {
  const found = parts.map(({ wanted, landed }) =>
    `select s.*, p.old_row from (from staged where ${wanted}) s
      join (select source, id, revision, deleted_at, rowid as old_row from base.posts where ${landed}) p using (source, id)
      where s.revision > p.revision and p.deleted_at is null`
  );
  await connection.rows(
    `create or replace temp table edits as select distinct on (i) * from (${
      found.join(" union all by name ")
    })`,
    binds,
  );
}
