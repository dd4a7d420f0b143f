import type { LogBatch } from "../ingest/log/log.ts";
import type { AnalysedBatch } from "./analyst.ts";
import type { Round } from "./large/large_models.ts";
import { analyseLine } from "./text/analyse_line.ts";
import type { OwnLabeller } from "./text/own_labels.ts";

/**
 * A batch with its lines analysed; one that cannot be is a dead letter that names its log topic, partition and offset.
 * `large` hears of each post; `own` are categories of the user's own.
 */
export function analyseBatch(batch: LogBatch, now: number, large?: Round, own?: OwnLabeller): AnalysedBatch {
  const place = `${batch.topic}/${batch.partition}`;
  const lines = batch.lines.map((line, i) =>
    analyseLine(
      line,
      { origin: `${place}:${batch.offsets[i]}`, at: now },
      { own, note: large && ((post, analysis) => large.note(i, post, analysis)) },
    )
  );
  return { ...batch, lines };
}
