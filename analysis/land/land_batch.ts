import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import type { LogBatch } from "../../ingest/log/log.ts";
import type { Connection } from "../store/duckdb.ts";
import type { Bind, Landed } from "../store/reads.ts";
import { createViews } from "../store/views.ts";
import { createDedupe, findFresh } from "./dedupe.ts";
import type { Offsets } from "./offsets.ts";
import { createStage, parsedFresh, setBadLinesAside, type StagedCounts, stageLines } from "./stage.ts";

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
}

/** Makes what `landBatch` needs on its connection. */
export async function prepareLanding(connection: Connection): Promise<void> {
  await createStage(connection);
  await createDedupe(connection);
}

/**
 * Lands a batch in ONE transaction: rows, rollups, dead letters and the next offset.
 * @throws {Fatal} when the batch was fetched from beyond the landed offset, or the database fails.
 */
export async function landBatch(
  connection: Connection,
  offsets: Offsets,
  batch: LogBatch,
  now: number,
): Promise<LandingResult> {
  const lines = offsets.trim(batch);
  try {
    const staged = await stageLines(connection, lines, now);
    const land = () => commitLanding(connection, offsets, batch, now, staged);
    try {
      return await land();
    } catch (error) {
      // A bad line fails the whole statement: without it the rest lands. Any other failure stays one.
      const bad = await setBadLinesAside(connection, now);
      if (bad === 0) throw error;
      staged.posts -= bad;
      staged.dead += bad;
      return await land();
    }
  } catch (error) {
    if (error instanceof Fatal) throw error;
    throw new Fatal(
      `Cannot land batch for log topic "${batch.topic}" partition ${batch.partition} from offset ${batch.from}: ` +
        messageOf(error),
      { cause: error },
    );
  }
}

async function commitLanding(
  connection: Connection,
  offsets: Offsets,
  batch: LogBatch,
  now: number,
  staged: StagedCounts,
): Promise<LandingResult> {
  await connection.exec("begin");
  try {
    const result = await writeLanding(connection, now, staged);
    await offsets.write(connection, batch, now);
    await connection.exec("commit");
    offsets.landed(batch);
    return result;
  } catch (error) {
    await connection.exec("rollback").catch(() => {});
    throw error;
  }
}

async function writeLanding(
  connection: Connection,
  now: number,
  staged: StagedCounts,
): Promise<LandingResult> {
  const [before] = await connection.rows<{ landing: number; real: boolean }>(
    `select coalesce(max(landing), 0) as landing,
      exists (from base.sources where source <> 'sample') as real from base.landings`,
  );
  const landing = before!.landing + 1;
  const landingAt: Bind[] = [{ type: "number", value: landing }, { type: "time", value: now }];
  await findFresh(connection);
  const [fresh] = await connection.rows<{ posts: number; lo: number; hi: number; real: boolean }>(
    describeFresh,
  );
  const { posts, lo, hi, real } = fresh!;
  if (posts > 0) {
    await connection.rows(insertPosts, landingAt);
    await connection.rows(insertMinutes);
    await connection.rows(upsertSources);
  }
  const dead = staged.dead === 0 ? 0 : (await connection.rows(insertDead, landingAt.slice(0, 1))).length;
  const counts = { landed: posts, duplicates: staged.posts - posts + staged.dead - dead, dead };
  await connection.rows(insertLanding, [
    ...landingAt,
    ...Object.values(counts).map((value): Bind => ({ type: "number", value })),
  ]);
  const firstReal = real && !before!.real;
  if (firstReal) await createViews(connection, true);
  return { ...counts, firstReal, change: { landing, posts, minCreatedAt: lo, maxCreatedAt: hi } };
}

const describeFresh = `select count(*) as posts, min(created_at) as lo, max(created_at) as hi,
  coalesce(bool_or(source <> 'sample'), false) as real from fresh`;

const insertPosts = `insert into base.posts by name select
  source, id, revision, stream, make_timestamp("createdAt" * 1000) as created_at,
  make_timestamp("receivedAt" * 1000) as received_at, $2 as landed_at, $1::bigint as landing,
  author, "authorId" as author_id, community, title, text, lang, url, "replyTo" as reply_to,
  "repostOf" as repost_of, "quoteOf" as quote_of, "threadId" as thread_id, rules, place, automated, sensitive, reach,
  engagement.likes as likes, engagement.replies as replies, engagement.reposts as reposts, engagement.score as score,
  norm, tokens, terms, hashtags, mentions, links, cashtags,
  case sentiment.label when 'negative' then -1 when 'neutral' then 0 when 'positive' then 1 end as mood,
  sentiment.polarity as polarity, sentiment.model as sentiment_model, truncated
  from ${parsedFresh}`;

const insertMinutes = `insert into base.minutes
  select date_trunc('minute', created_at), source, count(*), count(*) filter (mood = 'negative'),
    count(*) filter (mood = 'neutral'), count(*) filter (mood = 'positive'), coalesce(sum(polarity), 0)
  from fresh group by all`;

const upsertSources = `insert into base.sources
  select source, count(*), min(created_at), max(created_at) filter (believable), bool_or(unstable)
  from fresh group by source
  on conflict do update set posts = posts + excluded.posts, oldest = least(oldest, excluded.oldest),
    live_edge = greatest(live_edge, excluded.live_edge), unstable = unstable or excluded.unstable`;

// The same refused input, read again, is the same dead letter: origin and digest tell.
const insertDead = `insert into base.dead_letters
  select $1::bigint, make_timestamp("at" * 1000), source, stream, origin, stage, reason, size, digest, from_base64(bytes)
  from (select distinct on (source, origin, digest) * from dead order by i) d
  anti join base.dead_letters b using (source, origin, digest) returning 1`;

const insertLanding = "insert into base.landings values ($1::bigint, $2, $3::bigint, $4::bigint, $5::bigint)";
