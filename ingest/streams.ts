import { Retriable } from "./base/errors.ts";
import type { Control } from "./control.ts";
import type { Log, LogRecord } from "./log/log.ts";
import type { Source } from "./sources/source.ts";
import { wait } from "./base/wait.ts";

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
  for await (const { records, cursor } of source.open(control.cursor(log.id, source.stream), signal)) {
    if (!await appendWithRetries(log, records, signal)) return;
    const { next } = await log.range("posts", 0);
    control.saveCursor(log.id, source.stream, cursor, next);
    counts.read += records.length;
  }
}

/** False when `signal` aborted while the log was busy: nothing is appended, and the cursor stays where it was. */
async function appendWithRetries(log: Log, records: LogRecord[], signal: AbortSignal): Promise<boolean> {
  for (let attempt = 1;; attempt++) {
    try {
      await log.append("posts", records);
      return true;
    } catch (error) {
      if (!(error instanceof Retriable) || attempt === appendAttempts) throw error;
      if (signal.aborted) return false;
      await wait(appendWaitMs * attempt, signal);
    }
  }
}
