import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";

const dayMs = 86_400_000;
/** Spans of time searched for earlier landings in one statement; more are merged into the nearest. */
const maxSpans = 8;

/** A span of event time, UTC milliseconds, both ends included. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Deletes from the temporary table `staged` what is not new, in the open transaction of the landing: all but the first
 * post of each id, and each that has landed before. `unstable` tells the sources whose ids ever came with other times.
 */
export async function dropKnown(
  connection: Connection,
  unstable: (source: string) => boolean,
): Promise<void> {
  const groups = await connection.rows<{ source: string; unstable: boolean; lo: number; hi: number }>(
    `select source, unstable, min(created_at) as lo, max(created_at) as hi from staged
     group by source, unstable, created_at::date order by lo`,
  );
  // An id that may come with another time (or whose source ever did) is searched for without a bound on time.
  const unbounded = groups.filter((group) => group.unstable || unstable(group.source));
  const spans = mergeSpans(
    groups.filter((group) => !unbounded.includes(group)).map(({ lo, hi }) => ({ from: lo, to: hi })),
    maxSpans,
  );
  const binds: Bind[] = spans.flatMap(({ from, to }) => [from, to]).map((value) => ({ type: "time", value }));
  const searches = spans.map((_, n) => {
    const between = `created_at between $${2 * n + 1} and $${2 * n + 2}`;
    return search(`where ${between}`, `where ${between}`);
  });
  if (unbounded.length > 0) {
    binds.push({ type: "texts", value: [...new Set(unbounded.map(({ source }) => source))] });
    searches.push(search(`where unstable or source = any($${binds.length})`, ""));
  }
  if (searches.length === 0) return;
  await connection.rows(
    `delete from staged where i not in (select min(i) from staged group by source, id)
     or i in (${searches.join(" union all ")})`,
    binds,
  );
}

function search(staged: string, landed: string): string {
  return `select i from (from staged ${staged}) s
    semi join (select source, id from base.posts ${landed}) p using (source, id)`;
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
