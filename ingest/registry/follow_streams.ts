import { Retriable } from "../base/errors.ts";
import { type FollowDeps, followStream, noteRest, Rest } from "./follow_stream.ts";
import { isOpen, nextOpen, parseSchedule } from "./schedule.ts";
import type { StoredStream } from "./stream_table.ts";

/** How soon what people want is noticed. */
const lookEveryMs = 250;
const beatEveryMs = 2000;

/** What following all streams needs from outside. */
export interface FollowAllDeps extends FollowDeps {
  /** Differs once other credentials were entered, by which streams begin again. */
  credentialsMark(): string;
  /** Why what a stream follows is not there to be asked for, which somebody may change; undefined where it is. */
  whyNot(stream: StoredStream): string | undefined;
}

interface Running {
  spec: string;
  stop: AbortController;
  done: Promise<void>;
}

/**
 * Follows every stream of the registry that is wanted, as long as it is wanted and its schedule says so, until the run's
 * signal aborts. A stream that fails takes none of the others with it. @throws {Fatal} when our own state is wrong.
 */
export async function followStreams(deps: FollowAllDeps): Promise<void> {
  const { signal, control: { streams: table }, holder, now } = deps.run;
  const broken = new AbortController();
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= error;
    broken.abort();
  };
  const over = AbortSignal.any([signal, broken.signal]);
  const running = new Map<string, Running>();
  const start = (stream: StoredStream, spec: string) => {
    const stop = new AbortController();
    const done = followStream(stream, deps, AbortSignal.any([over, stop.signal]))
      .finally(() => running.delete(stream.id));
    done.catch(fail);
    running.set(stream.id, { spec, stop, done });
  };
  let beatAt = -Infinity;
  const look = () => {
    const at = now();
    if (Math.abs(at - beatAt) >= beatEveryMs) table.beat(holder, beatAt = at);
    const wanted = new Map(table.list().map((stream) => [stream.id, stream]));
    const mark = deps.credentialsMark();
    for (const [id, { stop }] of running) if (!wanted.has(id)) stop.abort(new Rest("stopped"));
    for (const stream of wanted.values()) {
      const { source, what, perHour } = stream;
      const spec = JSON.stringify([source, what, perHour, mark, deps.whyNot(stream)]);
      const rest = restOf(stream, at);
      const known = running.get(stream.id);
      if (known !== undefined && rest !== undefined) known.stop.abort(rest);
      else if (known !== undefined && known.spec !== spec) {
        known.stop.abort(new Rest("stopped", "It begins again"));
      } else if (known === undefined && rest === undefined) start(stream, spec);
      else if (known === undefined) noteRest(stream, rest!, deps).catch(fail);
    }
  };
  try {
    while (!over.aborted) {
      try {
        look();
      } catch (error) {
        if (!(error instanceof Retriable)) throw error;
      }
      await deps.tools.wait(lookEveryMs, over);
    }
  } finally {
    broken.abort();
    await Promise.allSettled([...running.values()].map(({ done }) => done));
    if (beatAt !== -Infinity) table.endBeat(holder);
  }
  if (failure !== undefined) throw failure;
}

/** Why a stream is not to run now; undefined where it is. */
function restOf({ wanted, schedule }: StoredStream, nowMs: number): Rest | undefined {
  if (wanted !== "running") return new Rest(wanted);
  if (schedule === null) return undefined;
  const hours = parseSchedule(schedule);
  if (isOpen(hours, nowMs)) return undefined;
  return new Rest("paused", `Its schedule is "${schedule}" (UTC)`, nextOpen(hours, nowMs));
}
