import { Retriable } from "./base/errors.ts";
import type { Control } from "./control.ts";
import type { Log, LogRecord } from "./log/log.ts";
import type { Source } from "./sources/source.ts";

const appendAttempts = 10;
const appendWaitMs = 200;

/** What a run of a stream has handed to the log. */
export interface StreamCounts {
  /** Log records: posts and dead letters. */
  read: number;
}

/**
 * Runs one stream until its source ends or `signal` aborts: every delivery goes to the log, and only then is its
 * cursor stored, so that a kill repeats posts and loses none.
 */
export async function runStream(
  source: Source,
  log: Log,
  control: Control,
  signal: AbortSignal,
  counts: StreamCounts,
): Promise<void> {
  for await (const { records, cursor } of source.open(control.cursor(source.stream), signal)) {
    await appendWithRetries(log, records);
    control.saveCursor(source.stream, cursor);
    counts.read += records.length;
  }
}

async function appendWithRetries(log: Log, records: LogRecord[]): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await log.append("posts", records);
    } catch (error) {
      if (!(error instanceof Retriable) || attempt === appendAttempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, appendWaitMs * attempt));
    }
  }
}
