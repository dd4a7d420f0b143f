import type { Bind, Landed } from "../store/reads.ts";
import { createViews } from "../store/views.ts";
import { changeOf } from "./change_of.ts";
import { correctLanded, correctStaged, keepCorrections } from "./corrections.ts";
import { dropKnown } from "./dedupe.ts";
import { buryStaged, findDeleted } from "./deletions.ts";
import { countLanded, countStaged, keepReadings } from "./engagements.ts";
import { dropForgotten, forgetStreams } from "./forget.ts";
import { type FreshSource, readFreshSources, writeFreshSources } from "./fresh_sources.ts";
import type { Lander } from "./lander.ts";
import { insertMinutes, measured } from "./minutes.ts";
import { replacePosts } from "./replace.ts";
import { joinSpans, noSpan } from "./searches.ts";
import type { Settled } from "./replays.ts";
import { keepRules } from "./rules.ts";
import type { Staged } from "./stage.ts";

/** What one landing did: counts of lines. */
export interface LandingCounts {
  /** New posts. */
  landed: number;
  /** Edits, deletions, counters, corrections and rules that say something new. */
  changed: number;
  duplicates: number;
  dead: number;
}

/** What one landing did, and what pages must hear of it. */
export interface LandingResult extends LandingCounts {
  change: Landed;
  /** True when this landing brought the first real posts: the simulated ones are hidden from now on. */
  firstReal: boolean;
  /** Posts more than an hour behind the live edge of their source when they landed. */
  late: number;
}

/** What is about to land, and what it says of earlier dead letters. */
export interface StagedBatch extends Staged {
  settled: Settled[];
  /** Replays of dead letters that were settled before. */
  repeated: number;
}

/** What the transaction of a landing wrote, for the lander to know once it is committed. */
export interface Written {
  result: LandingResult;
  fresh: FreshSource[];
  /** How many numbers of versions it used up. */
  rows: number;
  /** Sources of which nothing is left that was there before. */
  gone: string[];
}

/** Writes what is staged, all but the offset, in the open transaction of the landing. */
export async function writeLanding(lander: Lander, now: number, staged: StagedBatch): Promise<Written> {
  const { connection, unstable } = lander;
  const landing = lander.landing + 1;
  const isUnstable = (source: string) => unstable.get(source) === true;
  const has = {
    edits: staged.edits > 0,
    gone: staged.deletions.length > 0,
    readings: staged.engagements.length > 0,
    corrections: staged.corrections.length > 0,
  };

  const forgets = staged.forgets.length > 0;
  const gone = forgets ? await forgetStreams(connection, staged.forgets, landing, now) : [];
  if (forgets || lander.hasForgotten) await dropForgotten(lander, has.readings);
  const corrections = has.corrections ? await keepCorrections(connection, landing) : 0;
  if (lander.corrected.size > 0 || has.corrections) await correctStaged(connection);
  await dropKnown(connection, has.edits, isUnstable);
  const deletions = has.gone ? await findDeleted(connection, landing, now, isUnstable) : 0;
  const readings = has.readings ? await keepReadings(connection, landing) : 0;
  const fresh = await readFreshSources(connection);
  if (fresh.length > 0) {
    if (concerns(fresh, lander.buried, staged.deletions)) await buryStaged(lander, staged.lines);
    if (concerns(fresh, lander.counted, staged.engagements)) await countStaged(connection);
    await insertStaged(lander, landing, now);
    await writeFreshSources(connection, fresh, (source) => unstable.has(source) && !gone.includes(source));
  }
  const firstRow = lander.row + 2 * staged.lines;
  const replaced = await replacePosts(lander, landing, firstRow, has);
  const counted = readings > 0 ? await countLanded(connection, isUnstable) : noSpan;
  const corrected = corrections > 0 ? await correctLanded(connection, isUnstable) : noSpan;

  const rules = await keepRules(connection, staged.rules, landing);
  const dead = staged.dead.length === 0 ? 0 : await insertDead(lander, landing);
  const landed = fresh.reduce((sum, { posts }) => sum + posts, 0);
  const changed = replaced.edits + deletions + readings + corrections + rules;
  const lines = staged.posts + staged.deletions.length + staged.engagements.length +
    staged.corrections.length + staged.rules.length + staged.dead.length + staged.repeated;
  const counts = { landed, changed, duplicates: lines - landed - changed - dead, dead };
  await insertLanding(lander, landing, now, counts);
  const firstReal = !isReal(unstable.keys()) && isReal(fresh.map(({ source }) => source));
  if (firstReal) await createViews(connection, true);
  const change = changeOf(
    landing,
    { ...counts, dead: dead + staged.settled.length, readings, corrections, rules },
    fresh,
    [replaced.span, counted, corrected].reduce(joinSpans),
    firstReal || forgets,
  );
  return {
    result: { ...counts, firstReal, late: fresh.reduce((sum, { late }) => sum + late, 0), change },
    fresh,
    rows: 2 * staged.lines + replaced.posts,
    gone,
  };
}

function concerns(
  fresh: FreshSource[],
  waiting: ReadonlySet<string>,
  notices: { source: string }[],
): boolean {
  return fresh.some(({ source }) =>
    waiting.has(source) || notices.some((notice) => notice.source === source)
  );
}

function isReal(sources: Iterable<string>): boolean {
  return [...sources].some((source) => source !== "sample");
}

async function insertStaged({ connection, row }: Lander, landing: number, now: number): Promise<void> {
  await connection.rows(
    `insert into base.posts by name select * exclude (i, unstable), $1::bigint as landing, $2 as landed_at,
      $3::bigint + i as row_no from staged`,
    [{ type: "number", value: landing }, { type: "time", value: now }, { type: "number", value: row }],
  );
  await connection.exec(
    insertMinutes(`(select 1 as sign, created_at, source, ${measured.join(", ")} from staged)`),
  );
}

// The same refused input, read again, is the same dead letter: origin and digest tell.
async function insertDead({ connection }: Lander, landing: number): Promise<number> {
  const inserted = await connection.rows(
    `insert into base.dead_letters
    select $1::bigint, make_timestamp("at" * 1000), source, stream, origin, stage, reason, size, digest, from_base64(bytes),
      left(sha256(concat_ws(chr(31), source, origin, digest)), 16)
    from (select distinct on (source, origin, digest) * from dead order by i) d
    anti join base.dead_letters b using (source, origin, digest) returning 1`,
    [{ type: "number", value: landing }],
  );
  return inserted.length;
}

async function insertLanding(
  { connection }: Lander,
  landing: number,
  now: number,
  { landed, changed, duplicates, dead }: LandingCounts,
): Promise<void> {
  const numbers = [landing, landed, duplicates, dead, changed].map((value): Bind => ({
    type: "number",
    value,
  }));
  await connection.rows(
    `insert into base.landings (landed_at, landing, posts, duplicates, dead, changed)
     values ($1, $2::bigint, $3::bigint, $4::bigint, $5::bigint, $6::bigint)`,
    [{ type: "time", value: now }, ...numbers],
  );
}
