import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { LogBatch } from "../../ingest/log/log.ts";
import type { Connection } from "../store/duckdb.ts";
import type { Bind, Landed } from "../store/reads.ts";
import { createViews } from "../store/views.ts";
import { changeOf } from "./change_of.ts";
import { landCoverage } from "./coverage.ts";
import { dropKnown } from "./dedupe.ts";
import { type FreshSource, readFreshSources, writeFreshSources } from "./fresh_sources.ts";
import type { LandedOffsets } from "./offsets.ts";
import { nameReplayed, type Settled, unwrapReplays, writeSettled } from "./replays.ts";
import { parseStaged, readStagedColumns, type Staged, stageDead, stageLines } from "./stage.ts";

/** What one landing did: counts of lines. */
export interface LandingCounts {
  landed: number;
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

/** A connection made ready to land, with what it knows of the database between landings: they alone change it. */
export interface Lander {
  readonly connection: Connection;
  readonly stagedColumns: string;
  /** Number of the newest landing. */
  landing: number;
  /** The sources that have landed, and whether their ids ever came with other times. */
  readonly unstable: Map<string, boolean>;
}

/** Makes a connection ready for `landBatch`. */
export async function prepareLanding(connection: Connection): Promise<Lander> {
  const [newest] = await connection.rows<{ landing: number }>(
    "select coalesce(max(landing), 0) as landing from base.landings",
  );
  const sources = await connection.rows<{ source: string; unstable: boolean }>(
    "select source, unstable from base.sources",
  );
  return {
    connection,
    stagedColumns: await readStagedColumns(connection),
    landing: newest!.landing,
    unstable: new Map(sources.map(({ source, unstable }) => [source, unstable])),
  };
}

/**
 * Lands a batch in ONE transaction: rows, rollups, dead letters and the next offset.
 * @throws {Fatal} when the batch was fetched from beyond the landed offset, or the database fails.
 */
export async function landBatch<Batch extends LogBatch>(
  lander: Lander,
  offsets: LandedOffsets<Batch>,
  batch: Batch,
  now: number,
): Promise<LandingResult> {
  const { connection, stagedColumns } = lander;
  const trimmed = offsets.trim(batch);
  faultPoint("land: trimmed");
  try {
    const { lines, settled, repeated, replayed } = await unwrapReplays(connection, trimmed);
    const staged = await stageLines(connection, lines, now);
    await parseStaged(connection, stagedColumns, staged, now);
    staged.dead = nameReplayed(staged.dead, replayed);
    if (staged.dead.length > 0) await stageDead(connection, staged.dead);
    faultPoint("land: staged");
    return await commitLanding(lander, offsets, batch, now, { ...staged, settled, repeated });
  } catch (error) {
    throw new Fatal(
      `Cannot land batch for log topic "${batch.topic}" partition ${batch.partition} from offset ${batch.from}: ` +
        messageOf(error),
      { cause: error },
    );
  }
}

interface StagedBatch extends Staged {
  settled: Settled[];
  /** Replays of dead letters that were settled before. */
  repeated: number;
}

async function commitLanding<Batch extends LogBatch>(
  lander: Lander,
  offsets: LandedOffsets<Batch>,
  batch: Batch,
  now: number,
  staged: StagedBatch,
): Promise<LandingResult> {
  const { connection } = lander;
  await connection.exec("begin");
  try {
    const { fresh, ...result } = await writeLanding(lander, now, staged);
    await landCoverage(connection, staged.coverage);
    await writeSettled(connection, staged.settled, result.change.landing, now);
    faultPoint("land: rows written");
    await offsets.write(connection, batch, now);
    faultPoint("land: offset written");
    await connection.exec("commit");
    faultPoint("land: committed");
    offsets.landed(batch);
    lander.landing = result.change.landing;
    for (const { source, unstable } of fresh) {
      lander.unstable.set(source, unstable || lander.unstable.get(source) === true);
    }
    return result;
  } catch (error) {
    await connection.exec("rollback").catch(() => {});
    throw error;
  }
}

async function writeLanding(
  { connection, landing: before, unstable }: Lander,
  now: number,
  staged: StagedBatch,
): Promise<LandingResult & { fresh: FreshSource[] }> {
  const landing = before + 1;
  const landingAt: Bind[] = [{ type: "number", value: landing }, { type: "time", value: now }];
  await dropKnown(connection, (source) => unstable.get(source) === true);
  const fresh = await readFreshSources(connection);
  if (fresh.length > 0) {
    await connection.rows(insertPosts, landingAt);
    await connection.exec(insertMinutes);
    await writeFreshSources(connection, fresh, (source) => unstable.has(source));
  }
  const dead = staged.dead.length === 0
    ? 0
    : (await connection.rows(insertDead, landingAt.slice(0, 1))).length;
  const posts = fresh.reduce((sum, { posts }) => sum + posts, 0);
  const duplicates = staged.posts - posts + staged.dead.length - dead + staged.repeated;
  const counts = { landed: posts, duplicates, dead };
  await connection.rows(insertLanding, [
    ...landingAt,
    ...Object.values(counts).map((value): Bind => ({ type: "number", value })),
  ]);
  const firstReal = !isReal(unstable.keys()) && isReal(fresh.map(({ source }) => source));
  if (firstReal) await createViews(connection, true);
  return {
    ...counts,
    firstReal,
    late: fresh.reduce((sum, { late }) => sum + late, 0),
    change: changeOf(landing, { ...counts, dead: dead + staged.settled.length }, fresh, firstReal),
    fresh,
  };
}

function isReal(sources: Iterable<string>): boolean {
  return [...sources].some((source) => source !== "sample");
}

const insertPosts = `insert into base.posts by name
  select * exclude (i, unstable), $1::bigint as landing, $2 as landed_at from staged`;

const insertMinutes = `insert into base.minutes
  select date_trunc('minute', created_at), source, count(*), count(*) filter (mood = -1),
    count(*) filter (mood = 0), count(*) filter (mood = 1), coalesce(sum(polarity), 0)
  from staged group by all`;

// The same refused input, read again, is the same dead letter: origin and digest tell.
const insertDead = `insert into base.dead_letters
  select $1::bigint, make_timestamp("at" * 1000), source, stream, origin, stage, reason, size, digest, from_base64(bytes),
    left(sha256(concat_ws(chr(31), source, origin, digest)), 16)
  from (select distinct on (source, origin, digest) * from dead order by i) d
  anti join base.dead_letters b using (source, origin, digest) returning 1`;

const insertLanding = "insert into base.landings values ($1::bigint, $2, $3::bigint, $4::bigint, $5::bigint)";
