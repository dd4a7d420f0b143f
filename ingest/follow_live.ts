import { Fatal } from "./base/errors.ts";
import type { Report } from "./base/report.ts";
import type { Settings } from "./base/settings.ts";
import { wait } from "./base/wait.ts";
import { followSample } from "./follow_sample.ts";
import type { IngestOptions } from "./options.ts";
import { type OwnedRun, runOwnedStream } from "./own_stream.ts";
import type { Adapter, LiveState } from "./sources/live/adapter.ts";
import { createConnect } from "./sources/live/connect.ts";
import { createLive } from "./sources/live/create_live.ts";
import { publicInternet } from "./sources/live/guard.ts";
import { defaultLimits } from "./sources/live/limits.ts";
import { createRequest } from "./sources/live/request.ts";
import { createAdapter } from "./sources/live_sources.ts";

/**
 * Follows live sources until `signal` aborts, or all of them have an end and came to it: exit code 0. The sample stream runs beside them until the first real post
 * has landed, so that there is something to see where no source can be reached.
 */
export async function followLive(
  options: IngestOptions,
  settings: Settings,
  run: OwnedRun,
  isChild: boolean,
  report: Report,
): Promise<number> {
  const adapters = options.sources.map((text) => createAdapter(text, settings));
  const twice = adapters.find((one, at) => adapters.findIndex(({ stream }) => stream === one.stream) !== at);
  if (twice !== undefined) throw new Fatal(`Cannot follow "${twice.stream}" twice`);
  if (isChild && adapters.some(({ stream }) => stream === "push:stdin")) {
    throw new Fatal("Cannot read posts from standard input here: use deno task ingest --source push=stdin");
  }
  const over = new AbortController();
  const both = { ...run, signal: AbortSignal.any([run.signal, over.signal]) };
  const live = adapters.map((adapter) => follow(adapter, both, report));
  const running = [...live, followSample(options, both)];
  for (const one of running) one.catch(() => over.abort());
  Promise.allSettled(live).then(() => over.abort());
  const ended = await Promise.allSettled(running);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return 0;
}

async function follow(adapter: Adapter, run: OwnedRun, report: Report): Promise<void> {
  const { stream } = adapter;
  const counts = new Map<string, number>();
  const source = createLive(adapter, {
    now: run.now,
    random: Math.random,
    wait,
    request: createRequest(publicInternet),
    connect: createConnect(publicInternet, run.now),
    limits: defaultLimits,
    onState: (state) => report.say(`${stream}: ${sayState(state, run.now())}`),
    count: (reason) => counts.set(reason, (counts.get(reason) ?? 0) + 1),
    gap: ({ fromMs, toMs, reason }) =>
      report.warn(`${stream}: posts from ${sayTime(fromMs)} to ${sayTime(toMs)} are missing: ${reason}`),
  });
  try {
    await runOwnedStream(source, run);
  } finally {
    for (const [reason, count] of counts) report.say(`${stream}: left out ${count}: ${reason}`);
  }
}

/** `failed: The source fails (HTTP 500); next try in 30 s`. */
export function sayState({ state, reason, retryAt }: LiveState, nowMs: number): string {
  const why = reason === undefined ? "" : `: ${reason}`;
  if (retryAt === undefined) return state + why;
  const seconds = Math.max(1, Math.round((retryAt - nowMs) / 1000));
  return `${state}${why}; next try in ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`;
}

function sayTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19) + "Z";
}
