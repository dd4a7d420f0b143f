import type { Landing } from "../analysis/land/landing.ts";
import type { LandingResult } from "../analysis/land/write_landing.ts";
import type { PipeProgress } from "../analysis/pipe.ts";
import type { Gauges } from "../analysis/store/gauges.ts";
import type { Connection } from "../analysis/store/duckdb.ts";
import type { Reads } from "../analysis/store/reads.ts";
import { countDead } from "./operate/dead_kinds.ts";
import { createHealth, type HealthDeps } from "./operate/health.ts";
import type { Watched } from "./operate/health_routes.ts";
import { watchLoopLag } from "./operate/loop_lag.ts";
import { createMetrics } from "./operate/metrics.ts";
import { timeReads } from "./operate/timed_reads.ts";
import type { OwnedData } from "./owner_data.ts";

/** What is read when somebody asks how an owner does. */
export interface WatchSources extends HealthDeps {
  data: Pick<OwnedData, "store" | "pipe" | "offsets">;
  progress(): Promise<PipeProgress>;
  landing(): Pick<Landing, "totals">;
  gauges(): Gauges;
  viewers(): number;
}

/** Health and metrics of an owner. */
export interface OwnerWatch extends Watched, Disposable {
  /** To be called after each commit. */
  landed(result: LandingResult, ms: number): void;
  /** After each round of the hub, milliseconds. */
  round(ms: number): void;
  /** The same reads, timed. */
  readonly reads: Reads;
}

/** Scrapes closer together than this get the same answer. */
const keepMs = 1000;

/** Watches over an owner until disposed. */
export async function watchOwner(sources: WatchSources): Promise<OwnerWatch> {
  const { data: { store, pipe, offsets }, now } = sources;
  const health = createHealth(sources);
  const metrics = createMetrics(await readBuild(store.writer), now());
  const loop = watchLoopLag((seconds) => metrics.loopLag.observe(seconds));
  const read = async () =>
    metrics.write({
      progress: await sources.progress().catch(() => undefined),
      topic: pipe.landed,
      offsets: offsets.positions,
      totals: sources.landing().totals,
      viewers: sources.viewers(),
      dead: await countDead(store.reads).catch(() => undefined),
      gauges: sources.gauges(),
    });
  let kept: { at: number; text: Promise<string> } | undefined;
  return {
    ...health,
    metrics() {
      if (kept === undefined || now() - kept.at >= keepMs) kept = { at: now(), text: read() };
      return kept.text;
    },
    landed(result, ms) {
      health.moved();
      metrics.landed(result, ms, now());
    },
    round: (ms) => metrics.round.observe(ms / 1000),
    reads: timeReads(store.reads, (seconds) => metrics.query.observe(seconds)),
    [Symbol.dispose]: () => loop[Symbol.dispose](),
  };
}

async function readBuild(writer: Connection): Promise<Record<string, string>> {
  const [row] = await writer.rows<{ duckdb: string; schema: number }>(
    "select version() as duckdb, (select max(version) from migrations) as schema",
  );
  return { deno: Deno.version.deno, duckdb: row!.duckdb.replace(/^v/, ""), schema: String(row!.schema) };
}
