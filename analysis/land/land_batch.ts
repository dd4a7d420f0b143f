import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { LogBatch } from "../../ingest/log/log.ts";
import { stageCorrections } from "./corrections.ts";
import { landCoverage } from "./coverage.ts";
import { stageDeletions } from "./deletions.ts";
import { stageEngagements } from "./engagements.ts";
import { keepUnforgotten } from "./forget.ts";
import type { Lander } from "./lander.ts";
import type { LandedOffsets } from "./offsets.ts";
import { nameReplayed, unwrapReplays, writeSettled } from "./replays.ts";
import { parseStaged, stageDead, stageLines } from "./stage.ts";
import { type LandingResult, type StagedBatch, writeLanding } from "./write_landing.ts";

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
    staged.dead = await keepUnforgotten(lander, staged.dead, staged.forgets);
    staged.coverage = await keepUnforgotten(lander, staged.coverage, staged.forgets);
    if (staged.dead.length > 0) await stageDead(connection, staged.dead);
    if (staged.deletions.length > 0) await stageDeletions(connection, staged.deletions);
    if (staged.engagements.length > 0) await stageEngagements(connection, staged.engagements);
    if (staged.corrections.length > 0) await stageCorrections(connection, staged.corrections);
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
    const { result, fresh, rows, gone } = await writeLanding(lander, now, staged);
    await landCoverage(connection, staged.coverage);
    await writeSettled(connection, staged.settled, result.change.landing, now);
    faultPoint("land: rows written");
    await offsets.write(connection, batch, now);
    faultPoint("land: offset written");
    await connection.exec("commit");
    faultPoint("land: committed");
    offsets.landed(batch);
    lander.landing = result.change.landing;
    lander.row += rows;
    if (staged.forgets.length > 0) lander.hasForgotten = true;
    for (const source of gone) lander.unstable.delete(source);
    for (const { source } of staged.deletions) lander.buried.add(source);
    for (const { source } of staged.engagements) lander.counted.add(source);
    for (const { source } of staged.corrections) lander.corrected.add(source);
    for (const { source, unstable } of fresh) {
      lander.unstable.set(source, unstable || lander.unstable.get(source) === true);
    }
    return result;
  } catch (error) {
    await connection.exec("rollback").catch(() => {});
    throw error;
  }
}
