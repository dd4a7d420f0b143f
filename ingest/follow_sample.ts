import { Retriable } from "./base/errors.ts";
import type { IngestOptions } from "./options.ts";
import { createSample } from "./sources/sample.ts";
import { type OwnedRun, runOwnedStream } from "./own_stream.ts";

const lookEveryMs = 500;

/** Follows the sample stream until the signal aborts or the first real post has landed in this data folder: exit code 0. */
export async function followSample(options: IngestOptions, run: OwnedRun): Promise<number> {
  const { control, dataDir, signal, now } = run;
  const retired = new AbortController();
  let failure: unknown;
  const look = () => {
    try {
      if (control.fact("real posts landed")) retired.abort();
    } catch (error) {
      if (error instanceof Retriable) return;
      failure = error;
      retired.abort();
    }
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  const sample = createSample(
    { dataDir, ...options.rate === undefined ? {} : { rate: options.rate } },
    { now },
  );
  try {
    await runOwnedStream(sample, { ...run, signal: AbortSignal.any([signal, retired.signal]) });
    if (failure !== undefined) throw failure;
    return 0;
  } finally {
    clearInterval(timer);
  }
}
