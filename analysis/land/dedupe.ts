import type { Connection } from "../store/duckdb.ts";

const dayMs = 86_400_000;
/** Spans of time searched for earlier landings in one statement; more are merged into the nearest. */
const maxSpans = 8;

/** A span of event time, UTC milliseconds, both ends included. */
export interface Span {
  from: number;
  to: number;
}

/** Puts into the temporary table `fresh` the numbers (i) of parsed posts that are new: the first of each id. */
export async function findFresh(connection: Connection): Promise<void> {
  await connection.exec("truncate firsts; truncate fresh");
  // An id that may come with another time (or whose source ever did) is searched for without a bound on time.
  await connection.rows(`insert into firsts
    select p.i, p.source, p.id, make_timestamp(p."createdAt" * 1000), p.time = 'unstable' or coalesce(s.unstable, false)
    from parsed p join (select min(i) as i from parsed group by source, id) using (i)
    left join base.sources s on s.source = p.source`);
  const days = await connection.rows<{ unstable: boolean; lo: number; hi: number }>(
    `select unstable, min(created_at) as lo, max(created_at) as hi from firsts
     group by unstable, created_at::date order by lo`,
  );
  const spans = mergeSpans(
    days.filter(({ unstable }) => !unstable).map(({ lo, hi }) => ({ from: lo, to: hi })),
    maxSpans,
  );
  const searches = spans.map((_, n) => {
    const between = `created_at between $${2 * n + 1} and $${2 * n + 2}`;
    return `select f.i from (from firsts where not unstable and ${between}) f
      anti join (select source, id from base.posts where ${between}) p using (source, id)`;
  });
  if (days.some(({ unstable }) => unstable)) {
    searches.push("select f.i from (from firsts where unstable) f anti join base.posts p using (source, id)");
  }
  if (searches.length === 0) return;
  const binds = spans.flatMap(({ from, to }) => [from, to]).map((value) => ({
    type: "time" as const,
    value,
  }));
  await connection.rows(`insert into fresh ${searches.join(" union all ")}`, binds);
}

/** Makes the temporary tables of a landing connection. */
export async function createDedupe(connection: Connection): Promise<void> {
  await connection.exec(`
    create or replace temp table firsts (
      i bigint, source varchar, id varchar, created_at timestamp, unstable boolean);
    create or replace temp table fresh (i bigint);
  `);
}

/** Joins spans (ascending) that are less than a day apart, then the nearest ones, until at most `most` are left. */
export function mergeSpans(spans: Span[], most: number): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span.from - last.to < dayMs) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  while (merged.length > most) {
    let nearest = 1;
    for (let i = 2; i < merged.length; i++) {
      if (gapBefore(merged, i) < gapBefore(merged, nearest)) nearest = i;
    }
    merged[nearest - 1]!.to = merged[nearest]!.to;
    merged.splice(nearest, 1);
  }
  return merged;
}

function gapBefore(spans: Span[], i: number): number {
  return spans[i]!.from - spans[i - 1]!.to;
}
