import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { KeepingLane, QueryLimits } from "../../../analysis/store/reads.ts";
import { Poison } from "../../../ingest/base/errors.ts";
import { rowsOf } from "../../why/posts_behind.ts";
import type { Collected } from "../collect.ts";
import { sqlCells } from "../../page/sql_cells.ts";
import type { ReportMoment } from "../moment.ts";
import type { Pseudonyms } from "../pseudonyms.ts";
import { Refused } from "../refused.ts";
import type { Hide } from "../request.ts";
import { keepNames } from "./names_tables.ts";
import { writePostsSelect } from "./posts_select.ts";

/** Posts that the data beside a report hold at most. */
export const maxSlicePosts = 500_000;

const limits: QueryLimits = { deadlineMs: 120_000, maxRows: 5000 };
const always = ["posts", "minutes", "hours", "sources"];
/** Views that may say of posts what a report withholds. */
const telling = new Set(["dead_letters", "engagement", "entities", "phrases", "corrections"]);

/** The part of the data that a report can be explored with, as Parquet files in a folder of their own, one for each table. */
export interface Slice {
  folder: string;
  tables: string[];
  /** How many posts it holds: all of its window; null where it holds none. */
  posts: number | null;
  /** The window, UTC milliseconds; `from` null where it has no beginning. */
  from: number | null;
  asOf: number;
}

/** The widest window of a report. */
type Window = Pick<Slice, "from" | "asOf">;

/**
 * Copies what the widest window of a report holds, without what is to be hidden, at the report's own moment.
 * @param folder where the copy goes, in the data folder; it is made. @throws {Refused} where that would be too much.
 */
export async function copySlice(
  collected: Collected,
  hide: Hide,
  names: Pseudonyms | null,
  moment: ReportMoment,
  folder: string,
): Promise<Slice> {
  await mkdir(folder, { recursive: true });
  const window = windowOf(collected);
  const wanted = new Set([...always, ...sqlCells(collected.page).flatMap(({ reach }) => reach?.views ?? [])]);
  const tables = [...wanted].filter((table) => isShared(table, hide));
  const copy = async (lane: KeepingLane) => {
    const posts = tables.includes("posts") ? await countPosts(collected, window, lane) : null;
    if (names !== null && posts !== null) await keepNames(wherePosts(collected, window), names, lane, limits);
    for (const table of tables) {
      const sql = await writeSelect(table, collected, window, hide, lane);
      await lane.copy(join(folder, `${table}.parquet`), sql, limits);
    }
    return posts;
  };
  try {
    return { folder, tables, posts: await moment.snapshot.use(copy), ...window };
  } catch (error) {
    if (!(error instanceof Poison)) throw error;
    throw new Refused(
      `Cannot export "${collected.page.name}": its data could not be copied: ${error.message}`,
    );
  }
}

// A post is a group of one: where small groups are withheld, posts are.
function isShared(table: string, { minCell, quotes, pseudonyms }: Hide): boolean {
  if (table === "posts") return minCell <= 1;
  return !telling.has(table) || (quotes && !pseudonyms && minCell <= 1);
}

function windowOf({ page, views }: Collected): Window {
  const spans = views.map(({ scope }) => scope.span);
  const from = page.time === "arrival" ? null : Math.min(...spans.map(({ from }) => from));
  return { from, asOf: spans[0]!.asOf };
}

function wherePosts({ page }: Collected, { from, asOf }: Window): string {
  const time = page.time === "arrival" ? "landed_at" : "created_at";
  return `${time} < ${timestamp(asOf)}${from === null ? "" : ` and ${time} >= ${timestamp(from)}`}`;
}

async function countPosts(collected: Collected, window: Window, lane: KeepingLane): Promise<number> {
  const sql = `select count(*) as posts from posts where ${wherePosts(collected, window)}`;
  const [row] = await rowsOf(lane, { sql, binds: [] }, limits);
  const count = Number(row!["posts"]);
  refuseTooMany(collected.page.name, count);
  return count;
}

/** @throws {Refused} saying what to change, for more posts than can be explored. */
export function refuseTooMany(page: string, posts: number): void {
  if (posts <= maxSlicePosts) return;
  const full = (posts: number) => posts.toLocaleString("en");
  throw new Refused(
    `Cannot export "${page}": its window holds ${full(posts)} posts, and ${
      full(maxSlicePosts)
    } is the most that can be explored; choose a shorter window`,
  );
}

async function writeSelect(
  table: string,
  collected: Collected,
  window: Window,
  hide: Hide,
  lane: KeepingLane,
): Promise<string> {
  if (table === "posts") return await writePostsSelect(wherePosts(collected, window), hide, lane, limits);
  const { from, asOf } = window;
  const large = hide.minCell > 1 ? `and posts >= ${Number(hide.minCell)}` : "";
  if (table === "minutes" || table === "hours") {
    const time = table.slice(0, -1);
    // Pages compare a window with the one before it.
    const since = from === null ? "" : `and ${time} >= ${timestamp(2 * from - asOf)}`;
    return `select * from ${table} where ${time} < ${
      timestamp(asOf)
    } ${since} ${large} order by ${time}, source`;
  }
  if (table === "entities" || table === "phrases") {
    return `select * exclude (norm) from ${table} where ${wherePosts(collected, window)} order by all`;
  }
  if (table === "sources") return `select * from sources where true ${large} order by source`;
  return `select * from ${table} order by all`;
}

function timestamp(ms: number): string {
  return `make_timestamp(${Math.trunc(ms) * 1000})`;
}
