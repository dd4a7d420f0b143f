import type { Connection } from "../store/duckdb.ts";
import { parsedKeys } from "./stage.ts";

const dayMs = 86_400_000;
/** How far ahead of its arrival a post may be dated and still move the live edge. */
const liveEdgeToleranceMs = 60_000;
/** Spans of time searched for earlier landings in one statement; more are merged into the nearest. */
const maxSpans = 8;

/** A span of event time, UTC milliseconds, both ends included. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Puts into the temporary table `fresh` what is new of the staged lines: the first post of each id that has not
 * landed before, with the few fields that rollups need.
 */
export async function findFresh(connection: Connection): Promise<void> {
  await connection.exec("truncate firsts; truncate fresh");
  await connection.rows(insertFirsts);
  const days = await connection.rows<{ unbounded: boolean; lo: number; hi: number }>(
    `select unbounded, min(created_at) as lo, max(created_at) as hi from firsts
     group by unbounded, created_at::date order by lo`,
  );
  const spans = mergeSpans(
    days.filter(({ unbounded }) => !unbounded).map(({ lo, hi }) => ({ from: lo, to: hi })),
    maxSpans,
  );
  const searches = spans.map((_, n) => {
    const between = `created_at between $${2 * n + 1} and $${2 * n + 2}`;
    return `from (from firsts where not unbounded and ${between}) f
      anti join (select source, id from base.posts where ${between}) p using (source, id)`;
  });
  if (days.some(({ unbounded }) => unbounded)) {
    searches.push("from (from firsts where unbounded) f anti join base.posts p using (source, id)");
  }
  if (searches.length === 0) return;
  const binds = spans.flatMap(({ from, to }) => [from, to]).map((value) => ({
    type: "time" as const,
    value,
  }));
  await connection.rows(`insert into fresh ${searches.join(" union all ")}`, binds);
}

// An id that may come with another time (or whose source ever did) is searched for without a bound on time.
const insertFirsts = `insert into firsts by name
  select k.i, k.source, k.id, make_timestamp(k."createdAt" * 1000) as created_at,
    k."createdAt" <= k."receivedAt" + ${liveEdgeToleranceMs} as believable, k.time = 'unstable' as unstable,
    k.time = 'unstable' or coalesce(s.unstable, false) as unbounded,
    k.sentiment.label as mood, k.sentiment.polarity as polarity
  from (select *, row_number() over (partition by source, id order by i) as nth from ${parsedKeys}) k
  left join base.sources s on s.source = k.source
  where nth = 1`;

// What is NULL here could be neither found nor landed: it fails the landing, which then sets bad lines aside.
const columns =
  `i integer not null, source varchar not null, id varchar not null, created_at timestamp not null,
  believable boolean not null, unstable boolean not null, unbounded boolean not null, mood varchar, polarity float`;

/** Makes the temporary tables of a landing connection. */
export async function createDedupe(connection: Connection): Promise<void> {
  await connection.exec(
    `create or replace temp table firsts (${columns}); create or replace temp table fresh (${columns});`,
  );
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
