import type { LogBatch } from "../ingest/log/log.ts";
import { encodeDead } from "../ingest/dead_letter.ts";

/** A worker that is at 1,000 lines for so long, which take it a tenth of a second, is stuck. */
const stuckMs = 10_000;
const lookAgainMs = 1000;

/** Watches over a worker that tells what it begins and ends. */
export interface StuckWatch {
  /** Calls back unless it ends within 10 s, or begins something else. */
  began(onStuck: () => void): void;
  ended(): void;
}

/** A watch that nothing has begun for. */
export function createStuckWatch(): StuckWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    began(onStuck) {
      clearTimeout(timer);
      // This process may have been held up itself: what has come by now is looked at first.
      timer = setTimeout(() => timer = setTimeout(onStuck, lookAgainMs), stuckMs);
    },
    ended: () => clearTimeout(timer),
  };
}

/** The batch with dead letters in place of its lines, as analysis has not come to an end with them. */
export function refuseStuck(batch: LogBatch, at: number): LogBatch {
  const reason = `Analysis did not end within ${stuckMs / 1000} s`;
  const lines = batch.lines.map((line, i) => {
    const origin = `${batch.topic}/${batch.partition}:${batch.offsets[i]}`;
    return encodeDead({ source: "unknown", stream: "unknown", origin, stage: "analyse", reason, at }, line);
  });
  return { ...batch, lines };
}
