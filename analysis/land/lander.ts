import type { Connection } from "../store/duckdb.ts";
import { readEmptiedColumns, writeEmptied } from "./emptied.ts";
import { readStagedColumns } from "./stage.ts";

/** A connection made ready to land, with what it knows of the database between landings: they alone change it. */
export interface Lander {
  readonly connection: Connection;
  readonly stagedColumns: string;
  /** Empties a deleted post, as the list of a `replace`. */
  readonly emptied: string;
  /** Number of the newest landing. */
  landing: number;
  /** Number of the next version of a post, as in `row_no`. */
  row: number;
  /** The sources of which something waits for posts to come: deletions and take-downs, counters. */
  readonly buried: Set<string>;
  readonly counted: Set<string>;
  /** Whether data of streams were ever deleted. */
  hasForgotten: boolean;
  /** The sources of which posts were corrected. */
  readonly corrected: Set<string>;
  /** The sources that have landed, and whether their ids ever came with other times. */
  readonly unstable: Map<string, boolean>;
}

/** Makes a connection ready for `landBatch`. */
export async function prepareLanding(connection: Connection): Promise<Lander> {
  const [newest] = await connection.rows<{ landing: number }>(
    "select coalesce(max(landing), 0) as landing from base.landings",
  );
  const [newestRow] = await connection.rows<{ row: number }>(
    "select coalesce(max(row_no), -1) as row from base.posts",
  );
  const sources = await connection.rows<{ source: string; unstable: boolean }>(
    "select source, unstable from base.sources",
  );
  const [forgotten] = await connection.rows<{ any: boolean }>("select exists (from base.forgotten) as any");
  const sourcesOf = async (table: string) =>
    new Set(
      (await connection.rows<{ source: string }>(`select distinct source from ${table}`)).map(({ source }) =>
        source
      ),
    );
  return {
    connection,
    stagedColumns: await readStagedColumns(connection),
    emptied: writeEmptied(await readEmptiedColumns(connection)),
    landing: newest!.landing,
    row: newestRow!.row + 1,
    buried: await sourcesOf("base.tombstones"),
    counted: await sourcesOf("base.engagement"),
    hasForgotten: forgotten!.any,
    corrected: await sourcesOf("base.corrections"),
    unstable: new Map(sources.map(({ source, unstable }) => [source, unstable])),
  };
}
