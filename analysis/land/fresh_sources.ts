import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";

/** How far ahead of its arrival a post may be dated and still move the live edge. */
const liveEdgeToleranceMs = 60_000;

/** A post is late when its source's live edge had passed it by so much before it landed. */
const lateMs = 3_600_000;

/** What a landing brings of one source; times in UTC milliseconds. */
export interface FreshSource {
  source: string;
  posts: number;
  oldest: number;
  newest: number;
  /** Null where no post's time can be believed. */
  liveEdge: number | null;
  unstable: boolean;
  /** Posts more than an hour behind the live edge of their source. */
  late: number;
}

/** Sums the table `staged` up by source. */
export async function readFreshSources(connection: Connection): Promise<FreshSource[]> {
  return await connection.rows<FreshSource>(
    `select source, count(*) as posts, min(created_at) as oldest, max(created_at) as newest,
      max(created_at) filter (created_at <= received_at + interval ${liveEdgeToleranceMs} milliseconds) as "liveEdge",
      bool_or(unstable) as unstable, count(*) filter (created_at < edge - interval ${lateMs} milliseconds) as late
     from staged left join (select source, live_edge as edge from base.sources) using (source) group by source`,
  );
}

/** Adds what a landing brings to the sources as a whole; `known` tells those that have a row. */
export async function writeFreshSources(
  connection: Connection,
  fresh: FreshSource[],
  known: (source: string) => boolean,
): Promise<void> {
  for (const { source, posts, oldest, liveEdge, unstable } of fresh) {
    const binds: Bind[] = [
      { type: "text", value: source },
      { type: "number", value: posts },
      { type: "time", value: oldest },
    ];
    if (liveEdge !== null) binds.push({ type: "time", value: liveEdge });
    const edge = liveEdge === null ? "null" : "$4";
    // An upsert takes three times as long.
    await connection.rows(
      known(source)
        ? `update base.sources set posts = posts + $2::bigint, oldest = least(oldest, $3),
            live_edge = greatest(live_edge, ${edge}), unstable = unstable or ${unstable} where source = $1`
        : `insert into base.sources values ($1, $2::bigint, $3, ${edge}, ${unstable})`,
      binds,
    );
  }
}
