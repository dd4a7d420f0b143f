import type { PipeProgress } from "../analysis/pipe.ts";
import { createGaugeWriter, type Gauges, type GaugeStore } from "../analysis/store/gauges.ts";
import type { Store } from "../analysis/store/store.ts";
import { messageOf } from "../ingest/base/errors.ts";
import { createUnlessRunning } from "./unless_running.ts";

const gaugeEveryMs = 10_000;

/** What measuring needs from outside. */
export interface GaugeDeps {
  store: GaugeStore & Pick<Store, "path">;
  /** The file of the embedded log; null where the log is elsewhere. */
  logPath: string | null;
  /** Where the log ends and how far it has landed. */
  progress(): Promise<PipeProgress>;
  now(): number;
}

/** What an owner measures of itself. */
export interface RunningGauges extends AsyncDisposable {
  /** The newest measurement; nothing before the first. */
  latest(): Gauges;
}

/** Measures every 10 seconds until disposed, less often where that takes longer; a measurement that fails is told to `warn`. */
export function startGauges(deps: GaugeDeps & { warn(text: string): void }): RunningGauges {
  const measure = createMeasure(deps);
  let latest: Gauges = {};
  const tryIt = () =>
    measure().then((gauges) => {
      latest = gauges;
    }, (error) => {
      deps.warn(
        `Cannot measure the pipeline: ${messageOf(error)}; trying again in ${gaugeEveryMs / 1000} s`,
      );
    });
  const measuring = createUnlessRunning(tryIt);
  measuring.start();
  const timer = setInterval(measuring.start, gaugeEveryMs);
  return {
    latest: () => latest,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await measuring.ended();
    },
  };
}

/**
 * One measurement a call into the view `gauges`: `lag` in lines, `appended` and `landed` in lines a second since the last
 * call, `log`, `database` and `memory` in bytes.
 */
export function createMeasure({ store, logPath, progress, now }: GaugeDeps): () => Promise<Gauges> {
  const write = createGaugeWriter(store);
  let before: { at: number; progress: PipeProgress } | undefined;
  return async () => {
    const current = await progress();
    const at = now();
    const gauges = { ...read(current, before, at), ...await readSizes(store.path, logPath) };
    await write(at, gauges);
    before = { at, progress: current };
    return gauges;
  };
}

function read(
  { appended, landed }: PipeProgress,
  before: { at: number; progress: PipeProgress } | undefined,
  at: number,
): Gauges {
  const lag = Number(appended - landed);
  if (before === undefined || at <= before.at) return { lag };
  const perSecond = (now: bigint, then: bigint) => Number(now - then) / (at - before.at) * 1000;
  return {
    lag,
    appended: perSecond(appended, before.progress.appended),
    landed: perSecond(landed, before.progress.landed),
  };
}

async function readSizes(databasePath: string, logPath: string | null): Promise<Gauges> {
  return {
    ...(logPath === null ? {} : { log: await sizeOf(logPath, "-wal") }),
    database: await sizeOf(databasePath, ".wal"),
    memory: Deno.memoryUsage().rss,
  };
}

// Asked by name only: any handle of ours on the database, closed, would drop DuckDB's own lock.
async function sizeOf(path: string, journal: string): Promise<number> {
  const { size } = await Deno.stat(path);
  const more = await Deno.stat(path + journal).catch(() => ({ size: 0 }));
  return size + more.size;
}
