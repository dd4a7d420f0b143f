import type { Feed } from "../analyst.ts";
import { faultPoint } from "../../ingest/base/fault_points.ts";
import type { Store } from "../store/store.ts";
import { compactMinutes } from "./compact_minutes.ts";
import { compactLandings } from "./compact_landings.ts";
import { clearLetters } from "./clear_letters.ts";
import { dropOldTombstones } from "./deletions.ts";
import { dropOldForgotten } from "./forget.ts";
import { gather } from "./gather.ts";
import { landBatch } from "./land_batch.ts";
import { prepareLanding } from "./lander.ts";
import type { LandingCounts, LandingResult } from "./write_landing.ts";
import type { PartitionOffsets } from "./partition_offsets.ts";

const limits = { maxLines: 4000, leastMs: 150, mostMs: 250, share: 0.5 };
/** Landings between two looks at how much the rollups have grown. */
const compactEvery = 100;
const compactLandingsEveryMs = 3_600_000;

/** The running landing of a log topic. */
export interface Landing {
  /** Settles when the feed has ended; rejects when landing must stop. */
  readonly done: Promise<void>;
  /** Sums since the start. */
  readonly totals: LandingCounts;
  /** The next offset of a partition to land. */
  next(partition: number): bigint;
}

/** What a landing needs from outside. */
export interface LandingEffects {
  now(): number;
  /** Called after each commit; `ms` is how long the landing took, its wait for the writer included. What it throws stops landing. */
  onResult(result: LandingResult, ms: number): void;
}

/** Lands what the feed brings until it ends, one transaction a landing, and gives the feed its credits back. */
export function startLanding(
  store: Store,
  feed: Feed,
  offsets: PartitionOffsets,
  effects: LandingEffects,
): Landing {
  const totals: LandingCounts = { landed: 0, changed: 0, duplicates: 0, dead: 0 };
  return {
    done: run(store, feed, offsets, effects, totals),
    totals,
    next: (partition) => offsets.next(partition),
  };
}

async function run(
  store: Store,
  feed: Feed,
  offsets: PartitionOffsets,
  effects: LandingEffects,
  totals: LandingCounts,
): Promise<void> {
  const lander = await prepareLanding(store.writer);
  let compactedRows = 0;
  let landings = 0;
  let landingsDue = -Infinity;
  // Not by the time of day, which may be set back.
  const elapsed = () => performance.now();
  for await (const batch of gather(feed.batches, limits, elapsed)) {
    const began = performance.now();
    const result = await store.inTurn(async () => {
      await offsets.passGaps(store.writer, batch, effects.now());
      return await landBatch(lander, offsets, batch, effects.now());
    });
    totals.landed += result.landed;
    totals.changed += result.changed;
    totals.duplicates += result.duplicates;
    totals.dead += result.dead;
    for (const { lines } of [batch, ...batch.others]) feed.landed(lines.length);
    store.publish(result.change);
    effects.onResult(result, performance.now() - began);
    faultPoint("land: published");
    if (++landings % compactEvery === 0) {
      compactedRows = await store.inTurn(() => compactMinutes(store.writer, compactedRows));
    }
    if (elapsed() >= landingsDue) {
      await store.inTurn(() => compactLandings(store.writer, effects.now()));
      await store.inTurn(() => clearLetters(store.writer, effects.now()));
      await store.inTurn(() => dropOldTombstones(store.writer, effects.now()));
      await store.inTurn(() => dropOldForgotten(store.writer, effects.now()));
      landingsDue = elapsed() + compactLandingsEveryMs;
    }
  }
}
