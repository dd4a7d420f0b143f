import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";

const dayMs = 86_400_000;
/** Spans of time searched in one statement; more are merged into the nearest. */
const maxSpans = 8;

/** A notice may round the time that its post states. */
export const noticeSlackMs = 5000;

/** A span of event time, UTC milliseconds, both ends included. */
export interface Span {
  from: number;
  to: number;
}

/** The span of nothing. */
export const noSpan: Span = { from: Infinity, to: -Infinity };

/** The event time of the posts in a table. */
export async function readSpan(connection: Connection, table: string): Promise<Span> {
  const [row] = await connection.rows<{ from: number | null; to: number | null }>(
    `select min(created_at) as "from", max(created_at) as "to" from ${table}`,
  );
  return { from: row!.from ?? Infinity, to: row!.to ?? -Infinity };
}

/** The span that holds both. */
export function joinSpans(one: Span, other: Span): Span {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

/** Where to look for what has landed of some rows: conditions on these rows, and on `base.posts`. */
export interface Searches {
  parts: { wanted: string; landed: string }[];
  /** Values of the placeholders in them. */
  binds: Bind[];
}

/**
 * Plans the search for the posts that a temporary table (source, created_at, unstable) is about, so that little of
 * `base.posts` is read: a few spans of event time, and all of it for rows whose time may differ from the landed one.
 * @param isUnstable tells the sources whose ids ever came with other times.
 * @param slackMs by how much a landed time may differ all the same.
 */
export async function planSearches(
  connection: Connection,
  table: string,
  isUnstable: (source: string) => boolean,
  slackMs = 0,
): Promise<Searches> {
  const groups = await connection.rows<{ source: string; unstable: boolean; lo: number; hi: number }>(
    `select source, unstable, min(created_at) as lo, max(created_at) as hi from ${table}
     group by source, unstable, created_at::date order by lo`,
  );
  const unbounded = groups.filter((group) => group.unstable || isUnstable(group.source));
  const spans = mergeSpans(
    groups.filter((group) => !unbounded.includes(group)).map(({ lo, hi }) => ({
      from: lo - slackMs,
      to: hi + slackMs,
    })),
    maxSpans,
  );
  const binds: Bind[] = spans.flatMap(({ from, to }) => [from, to]).map((value) => ({ type: "time", value }));
  const parts = spans.map((_, n) => {
    const between = `created_at between $${2 * n + 1} and $${2 * n + 2}`;
    return { wanted: between, landed: between };
  });
  if (unbounded.length > 0) {
    binds.push({ type: "texts", value: [...new Set(unbounded.map(({ source }) => source))] });
    parts.push({ wanted: `unstable or source = any($${binds.length})`, landed: "true" });
  }
  return { parts, binds };
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
