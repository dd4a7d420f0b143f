import type { Bind, Lane, Moment, QueryLimits, Reads, Snapshot } from "../../analysis/store/reads.ts";
import { rowObjects } from "../../analysis/store/row_objects.ts";
import type { BindScope, BoundSql, WriteTopic } from "../page/bind_cell.ts";
import { cellLimits } from "../live/run_cell.ts";
import { scopeOf } from "../live/scope.ts";
import { type CoverageLine, readCoverageRow } from "../page/coverage.ts";
import { usesHere } from "../page/compile_sql.ts";
import type { SqlCell } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import type { Span } from "../page/span.ts";
import { type MakerCounts, type MoodMakers, readMakers } from "./mood_makers.ts";
import { countQuery, postsQuery, streamQuery } from "./posts_query.ts";
import { postsWords, queryText, type QueryWords, queryWords } from "./query_words.ts";
import type { WhyRequest } from "./why_request.ts";

const maxCoverageLines = 500;

/** What the posts are read from. */
export interface WhyDeps {
  reads: Pick<Reads, "snapshot">;
  writeTopic: WriteTopic;
  now: () => number;
}

/** What is asked, of a page of which only this need be known. */
export type PostsRequest = Omit<WhyRequest, "page" | "csv"> & {
  page: Pick<WhyRequest["page"], "params" | "time">;
};

/** The posts behind a number, and how it was made. Times are UTC milliseconds. */
export interface PostsBehind {
  /** Posts that the number counts. */
  count: number;
  /** How many of them can be read, where that is not all. */
  held?: number;
  /** Distinct authors among them; null where no post names one. */
  authors: number | null;
  /** Distinct communities among them; null where no post is in one. */
  communities: number | null;
  /** All posts of the window, whatever they are about; null where that is not known. */
  stream: number | null;
  /** The same posts and, where the number is of one mood, those of the other moods. */
  moods: { negative: number; neutral: number; positive: number; unknown: number };
  /** Who made those moods; null where that is not known. */
  makers: MoodMakers | null;
  /** The window of these posts. */
  from: number;
  to: number;
  asOf: number;
  /** Posts that landed later do not count. */
  landing: number;
  /** Oldest post of all: before it nothing is known but what streams say. */
  oldest: number | null;
  /** What streams say of the time around the window. */
  coverage: CoverageLine[];
  query: QueryWords;
  postsQuery: Omit<QueryWords, "and">;
  offset: number;
  posts: Record<string, unknown>[];
}

/** The query of a cell as a reader sees it, with its window and the moment that it would run at. */
export interface CellQuery extends QueryWords, Span {
  landing: number;
  /** Who made the moods of its posts; null where the cell does not count posts of `${here}`. */
  makers: MoodMakers | null;
}

/** Who made the moods of a cell's posts; null where it does not count posts of `${here}`. */
export async function readCellMakers(
  cell: SqlCell,
  scope: BindScope,
  snapshot: Snapshot,
): Promise<MoodMakers | null> {
  if (!usesHere(cell)) return null;
  const query = countQuery({ cell, key: {} }, scope, snapshot.moment.landing);
  const [counts] = await rowsOf(snapshot, query);
  return readMakers(counts as unknown as Counts);
}

/** Reads the posts behind a number from one snapshot. @throws {Poison} when a query fails or takes too long. */
export async function readPostsBehind(request: PostsRequest, deps: WhyDeps): Promise<PostsBehind> {
  await using snapshot = await deps.reads.snapshot();
  const scope = scopeOf(request, snapshot, deps);
  const landing = frozenAt(request.time, snapshot.moment);
  const ask = (query: BoundSql) => rowsOf(snapshot, query);
  const [counts] = await ask(countQuery(request, scope, landing));
  const posts = request.limit === 0 ? [] : await ask(postsQuery(request, scope, landing));
  const window = windowOf(request, scope);
  const [stream] = await ask(streamQuery(window, landing));
  const { posts: count, authors, signed, communities, placed, models, by_hand, by_rule, ...moods } =
    counts as unknown as Counts;
  return {
    count,
    authors: signed > 0 ? authors : null,
    communities: placed > 0 ? communities : null,
    stream: Number(stream!["posts"]),
    moods,
    makers: readMakers({ models, by_hand, by_rule }),
    ...window,
    asOf: scope.span.asOf,
    landing,
    oldest: snapshot.moment.oldest,
    coverage: await readCoverage(snapshot, window),
    query: queryWords(queryText(request.cell), scope),
    postsQuery: postsWords(request.key, scope.span, landing),
    offset: request.offset,
    posts,
  };
}

/** The last landing whose posts count: one that is not there yet is the newest. */
export function frozenAt({ landing }: PageTime, moment: Pick<Moment, "landing">): number {
  return Math.min(landing ?? Infinity, moment.landing);
}

/** The rows of a query as objects; times stay UTC milliseconds. */
export async function rowsOf(
  lane: Lane,
  query: BoundSql,
  limits: QueryLimits = cellLimits,
): Promise<Record<string, unknown>[]> {
  return rowObjects(await lane.query(query.sql, query.binds, limits));
}

async function readCoverage(lane: Lane, { from, to }: { from: number; to: number }): Promise<CoverageLine[]> {
  // As wide as the strip may show to both sides.
  const binds: Bind[] = [{ type: "time", value: 2 * from - to }, { type: "time", value: 2 * to - from }];
  const sql = `select source, stream, kind, from_at, to_at, seen, detail, noticed_at from coverage
    where from_at < $2 and (to_at is null or to_at > $1) order by noticed_at desc limit ${maxCoverageLines}`;
  const rows = await rowsOf(lane, { sql, binds });
  return rows.map(readCoverageRow).filter((line) => line !== null);
}

type Counts = PostsBehind["moods"] & MakerCounts & {
  posts: number;
  authors: number;
  signed: number;
  communities: number;
  placed: number;
};

function windowOf({ key }: PostsRequest, { span }: BindScope): { from: number; to: number } {
  const start = key["start"];
  if (start === undefined) return { from: span.from, to: span.asOf };
  const end = Number(key["until"] ?? Number(start) + span.bucketMs);
  return { from: Math.max(Number(start), span.from), to: Math.min(end, span.asOf) };
}
