import { Fatal, messageOf, Retriable } from "../base/errors.ts";
import { aborted } from "../base/signals.ts";
import type { OwnedRun } from "../own_stream.ts";
import { runOwnedStream } from "../own_stream.ts";
import type { Adapter } from "../sources/live/adapter.ts";
import { backOff } from "../sources/live/backoff.ts";
import { createLive } from "../sources/live/create_live.ts";
import { HourlyCap } from "../sources/live/hourly_cap.ts";
import type { Source } from "../sources/source.ts";
import type { LiveTools } from "./live_tools.ts";
import { sayState, sayTime } from "./say_state.ts";
import type { Observed } from "./stream.ts";
import type { StoredStream } from "./stream_table.ts";
import { StreamWatch } from "./stream_watch.ts";
import { silentMs } from "./to_view.ts";

/** What following needs from outside. */
export interface FollowDeps {
  run: OwnedRun;
  tools: LiveTools;
  /** @throws {Fatal} that says what is wrong with the stream. */
  createAdapter(stream: StoredStream): Adapter;
  say(text: string): void;
}

/** Why a stream is not followed any more; the reason of its signal. */
export class Rest {
  constructor(
    readonly state: "paused" | "stopped",
    readonly reason: string | null = null,
    readonly retryAt: number | null = null,
  ) {}
}

const ended = new Rest("stopped", "Ingest has ended");

/**
 * Follows one stream until the signal aborts. Whatever is wrong with it is noted in the registry and tried again: only when our
 * own state is wrong, it throws.
 */
export async function followStream(
  stored: StoredStream,
  deps: FollowDeps,
  signal: AbortSignal,
): Promise<void> {
  const watch = watchOver(stored, deps.run);
  await untilAborted(stored, watch, deps, signal);
  await rest(watch, signal.reason instanceof Rest ? signal.reason : ended, deps);
}

async function untilAborted(
  stored: StoredStream,
  watch: StreamWatch,
  deps: FollowDeps,
  signal: AbortSignal,
): Promise<void> {
  const { run, tools: { random, wait } } = deps;
  let adapter: Adapter;
  try {
    adapter = deps.createAdapter(stored);
  } catch (error) {
    await rest(watch, { state: "failed", reason: messageOf(error), retryAt: null }, deps);
    return await aborted(signal);
  }
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      return await runOwnedStream(createSource(adapter, stored, watch, deps), { ...run, signal });
    } catch (error) {
      if (error instanceof Fatal) throw error;
      const busy = error instanceof Retriable;
      const waitMs = backOff({ kind: busy ? "lost" : "refused" }, attempt, random());
      const reason = busy ? messageOf(error) : `Groundswell itself fails: ${messageOf(error)}`;
      await rest(watch, { state: "failed", reason, retryAt: run.now() + waitMs }, deps);
      await wait(waitMs, signal);
    }
  }
}

/** Notes why a stream is not followed at all. */
export async function noteRest(stored: StoredStream, why: Rest, deps: FollowDeps): Promise<void> {
  const { state, reason, retryAt } = stored;
  if (state === why.state && reason === why.reason && retryAt === why.retryAt) return;
  await rest(watchOver(stored, deps.run), why, deps);
}

async function rest(
  watch: StreamWatch,
  { state, reason, retryAt }: Omit<Observed, "since">,
  { run, say }: FollowDeps,
): Promise<void> {
  if (!watch.rest(state, reason, retryAt, run.now() - silentMs)) return;
  const why = reason === null ? {} : { reason };
  const next = retryAt === null ? {} : { retryAt };
  say(`${watch.stored.stream}: ${sayState({ state, ...why, ...next }, run.now())}`);
  await watch.told();
}

function watchOver(
  stored: StoredStream,
  { control: { streams: table }, log, holder, now }: OwnedRun,
): StreamWatch {
  return new StreamWatch(stored, { table, log, holder, now });
}

// What others have counted meanwhile is known only once the stream is ours.
function createSource(
  adapter: Adapter,
  { id, stream }: StoredStream,
  watch: StreamWatch,
  deps: FollowDeps,
): Source {
  const { run: { control: { streams: table }, warn, now }, tools, say } = deps;
  return {
    stream,
    open(cursor, signal) {
      const current = watch.begin(table.find(id));
      const { perHour } = current;
      const cap = perHour === null || adapter.keepsCap ? undefined : new HourlyCap(perHour, current, now());
      let { anew } = current;
      const from = anew ? cursor === undefined ? undefined : adapter.anew?.(cursor) : cursor;
      return createLive(adapter, {
        ...tools,
        onState(state) {
          if (signal.aborted) return;
          say(`${stream}: ${sayState(state, now())}`);
          watch.see(state);
        },
        onTaken(posts) {
          // Not before: a kill would let it go on from the old cursor.
          if (anew) table.begun(id);
          anew = false;
          watch.taken(posts, cap?.spent);
        },
        count: (reason) => watch.leftOut(reason),
        gap: ({ fromMs, toMs, reason }) =>
          warn(`${stream}: posts from ${sayTime(fromMs)} to ${sayTime(toMs)} are missing: ${reason}`),
        ...cap === undefined ? {} : { cap },
      }).open(from, signal);
    },
  };
}
