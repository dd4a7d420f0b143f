import type { KeepingLane } from "../../analysis/store/reads.ts";
import type { BindScope } from "../page/bind_cell.ts";
import { rowsOf } from "../why/posts_behind.ts";
import { reportLimits } from "./moment.ts";

/** Posts of a source that were received in a window. */
export interface SourceCount {
  source: string;
  posts: number;
}

/** Counts what was received in a window, source by source. */
export async function countSources(lane: KeepingLane, { span }: BindScope): Promise<SourceCount[]> {
  const rows = await rowsOf(lane, {
    sql: `select source, sum(posts)::bigint as posts from minutes where minute >= $1 and minute < $2
      group by source order by posts desc, source`,
    binds: [{ type: "time", value: span.from }, { type: "time", value: span.asOf }],
  }, reportLimits);
  return rows.map(({ source, posts }) => ({ source: String(source), posts: Number(posts) }));
}
