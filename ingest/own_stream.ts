import { Fatal, Retriable } from "./base/errors.ts";
import { faultPoint } from "./base/fault_points.ts";
import { wait } from "./base/wait.ts";
import { isAlive } from "./alive.ts";
import type { Control } from "./control.ts";
import type { Source } from "./sources/source.ts";
import { runStream, type StreamRun } from "./streams.ts";

const lookEveryMs = 500;
const beatEveryMs = 2000;
/** A holder that has said nothing for so long is stuck, and others take its streams. */
const stuckMs = 10_000;

/** What the run of an owned stream needs. */
export interface OwnedRun extends StreamRun {
  control: Control;
  dataDir: string;
  /** The sign of this process, see `showAlive`. */
  holder: string;
  now(): number;
}

/**
 * Runs a stream while no other process of the data folder does: waits until it is free, its holder is dead or has been
 * stuck for 10 s, and goes on from its cursor. Ends where another has read it to its end.
 */
export async function runOwnedStream(source: Source, run: OwnedRun): Promise<void> {
  while (!run.signal.aborted && await takeStream(source.stream, run)) {
    faultPoint("lease: taken");
    using lost = keepStream(source.stream, run);
    let done = false;
    try {
      await runStream(source, { ...run, signal: AbortSignal.any([run.signal, lost.signal]) });
      done = !run.signal.aborted;
    } finally {
      if (!lost.look()) run.control.endLease(source.stream, run.holder, done);
    }
    if (lost.signal.reason instanceof Fatal) throw lost.signal.reason;
    if (!lost.signal.aborted) return;
    run.warn(`Stream "${source.stream}" was taken over by another process, as this one did not answer`);
  }
}

/** Waits for a stream and takes it; false where it is read to its end, or the signal aborted. */
async function takeStream(stream: string, run: OwnedRun): Promise<boolean> {
  const { control, dataDir, holder, signal, warn, now } = run;
  for (let waited = false; !signal.aborted;) {
    try {
      const lease = control.lease(stream);
      if (waited && lease?.holder === "" && lease.done) return false;
      if (!isHeld(lease) && control.takeLease(stream, holder, lease?.holder ?? "", now())) return true;
      if (!waited) warn(`Stream "${stream}" is read by another process: waiting, in case that one ends`);
      waited = true;
    } catch (error) {
      if (!(error instanceof Retriable)) throw error;
    }
    await wait(lookEveryMs, signal);
  }
  return false;

  function isHeld(lease: ReturnType<Control["lease"]>): boolean {
    if (lease === undefined || lease.holder === "") return false;
    return Math.abs(now() - lease.beatAt) < stuckMs && isAlive(dataDir, lease.holder);
  }
}

/** Says every two seconds that the stream is read, until disposed; aborts where another has taken it. */
function keepStream(stream: string, { control, holder, now }: OwnedRun) {
  const lost = new AbortController();
  const look = (): boolean => {
    try {
      if (!control.beatLease(stream, holder, now())) lost.abort();
    } catch (error) {
      if (!(error instanceof Retriable)) lost.abort(error);
    }
    return lost.signal.aborted;
  };
  const timer = setInterval(look, beatEveryMs);
  return { signal: lost.signal, look, [Symbol.dispose]: () => clearInterval(timer) };
}
