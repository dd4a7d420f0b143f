import type { LogBatch } from "../ingest/log/log.ts";

/** So many lines go on as one batch at most. */
export const maxBatchLines = 1000;

/** The batch in parts of at most `maxLines` that follow each other without a gap. */
export function splitBatch(batch: LogBatch, maxLines: number): LogBatch[] {
  if (batch.lines.length <= maxLines) return [batch];
  const parts: LogBatch[] = [];
  for (let at = 0; at < batch.lines.length; at += maxLines) {
    const end = at + maxLines;
    parts.push({
      topic: batch.topic,
      partition: batch.partition,
      from: parts.at(-1)?.next ?? batch.from,
      offsets: batch.offsets.slice(at, end),
      lines: batch.lines.slice(at, end),
      next: batch.offsets[end] ?? batch.next,
    });
  }
  return parts;
}
