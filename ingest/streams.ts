import { Retriable } from "./base/errors.ts";
import { faultPoint } from "./base/fault_points.ts";
import { wait } from "./base/wait.ts";
import type { Control } from "./control.ts";
import type { Log } from "./log/log.ts";
import type { Json, Source } from "./sources/source.ts";

const firstWaitMs = 200;
const longestWaitMs = 5000;

/** What a run of a stream has handed to the log. */
export interface StreamCounts {
  /** Log records: posts and dead letters. */
  read: number;
}

/** What a stream runs with. */
export interface StreamRun {
  log: Log;
  control: Pick<Control, "cursor" | "saveCursor">;
  counts: StreamCounts;
  signal: AbortSignal;
  /** Hears of trouble that is tried again. */
  warn(text: string): void;
  /** Who reads the stream: a cursor is stored only while that one does. */
  holder?: string;
}

/**
 * Runs one stream until its source ends, `signal` aborts or another holder has taken it: every delivery goes to the log,
 * and only then is its cursor stored, so that a kill repeats posts and loses none. Where log or cursors are busy or out of
 * reach, it waits for them.
 */
export async function runStream(source: Source, run: StreamRun): Promise<void> {
  const { log, control, counts, signal } = run;
  for await (const { records, cursor } of source.open(control.cursor(log.id, source.stream), signal)) {
    faultPoint("stream: read");
    const kept = await persist(run, () => log.append("posts", records)) &&
      await persist(run, () => saveCursor(source, run, cursor));
    if (!kept) return;
    faultPoint("stream: cursor stored");
    counts.read += records.length;
  }
}

async function saveCursor({ stream }: Source, { log, control, holder }: StreamRun, cursor: Json) {
  faultPoint("stream: appended");
  const { next } = await log.range("posts", 0);
  faultPoint("stream: cursor known");
  return control.saveCursor(log.id, stream, cursor, next, holder);
}

/** Tries again until it works; false where `act` says so, or `signal` aborted before. */
async function persist({ signal, warn }: StreamRun, act: () => Promise<boolean | void>): Promise<boolean> {
  for (let waitMs = firstWaitMs;; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      return await act() ?? true;
    } catch (error) {
      if (!(error instanceof Retriable)) throw error;
      if (signal.aborted) return false;
      if (waitMs === firstWaitMs) warn(`${error.message}; trying again`);
      await wait(waitMs, signal);
    }
  }
}
