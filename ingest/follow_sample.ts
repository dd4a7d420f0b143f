import { Retriable } from "./base/errors.ts";
import type { Control } from "./control.ts";
import type { Log } from "./log/log.ts";
import type { IngestOptions } from "./options.ts";
import { createSample } from "./sources/sample.ts";
import { runStream } from "./streams.ts";

const lookEveryMs = 500;

/** Follows the sample stream until `signal` aborts or the first real post has landed in this data folder: exit code 0. */
export async function followSample(
  options: IngestOptions,
  dataDir: string,
  log: Log,
  control: Control,
  signal: AbortSignal,
): Promise<number> {
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
    { now: Date.now },
  );
  try {
    await runStream(sample, log, control, AbortSignal.any([signal, retired.signal]), { read: 0 });
    if (failure !== undefined) throw failure;
    return 0;
  } finally {
    clearInterval(timer);
  }
}
