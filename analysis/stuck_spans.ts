import type { LogBatch } from "../ingest/log/log.ts";
import { splitBatch } from "./split_batch.ts";

/** Lines of a partition of `posts` that an analyst was stuck at: from an offset to before another. */
export interface StuckSpan {
  partition: number;
  from: bigint;
  next: bigint;
  lines: number;
}

/** The span of a batch. */
export function spanOf({ partition, offsets, next, lines }: LogBatch): StuckSpan {
  return { partition, from: offsets[0]!, next, lines: lines.length };
}

/**
 * Cuts a part that lies in such spans into its lines, so that the one at fault can be told; `refused` are those that an
 * analyst was stuck at alone. Any other part stays whole.
 */
export function splitAtStuck(part: LogBatch, stuck: StuckSpan[]): { batch: LogBatch; refused: boolean }[] {
  const met = stuck.filter(({ partition, from, next }) =>
    partition === part.partition && part.offsets.some((offset) => offset >= from && offset < next)
  );
  if (met.length === 0) return [{ batch: part, refused: false }];
  const single = new Set(met.filter(({ lines }) => lines === 1).map(({ from }) => from));
  return splitBatch(part, 1).map((batch) => ({ batch, refused: single.has(batch.offsets[0]!) }));
}
