import type { Settings } from "../ingest/base/settings.ts";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import { type KafkaLog, openKafkaLog } from "../ingest/log/kafka/kafka_log.ts";
import type { Log, LogTopic } from "../ingest/log/log.ts";
import { readKafkaOptions } from "../ingest/log/open_log.ts";
import { readAnalysisWork } from "./analysis_work.ts";
import { readAnalysed } from "./analysed_feed.ts";
import { type AnalystOptions, type Feed, startAnalyst } from "./analyst.ts";

/** The way from the log topic `posts` to landing: within this process, or over a second log topic. */
export interface Pipe {
  readonly log: Log;
  /** The log topic that landing reads, and whose offsets it stores. */
  readonly landed: LogTopic;
  /** Analysed batches of each partition from its landed offset on. */
  start(from: ReadonlyMap<number, bigint>): Feed;
  /**
   * Lines on `posts` so far, and how many of them have landed, never more than have. `next` tells the next offset of
   * each partition to land. @throws {Retriable} when Kafka cannot be asked.
   */
  progress(next: (partition: number) => bigint): Promise<PipeProgress>;
}

/** In lines of the log topic `posts`. */
export interface PipeProgress {
  appended: bigint;
  landed: bigint;
}

/**
 * Opens the log that the settings name: Kafka, or the file embedded at `logPath`. `warn` hears of trouble with Kafka that
 * is tried again. @throws {Fatal|Retriable} when it cannot be used or reached.
 */
export async function openPipe(
  settings: Settings,
  logPath: string,
  warn: (text: string) => void,
): Promise<Pipe> {
  const kafka = await readKafkaOptions(settings);
  if (kafka !== undefined) return kafkaPipe(await openKafkaLog(kafka, warn));
  const work = readAnalysisWork(settings);
  return embeddedPipe(await openEmbeddedLog(logPath), { logPath, ...work, warn });
}

// An embedded log, which an analyst of this process reads.
function embeddedPipe(log: Log, analyst: Omit<AnalystOptions, "from">): Pipe {
  return {
    log,
    landed: "posts",
    start: (from) => startAnalyst({ ...analyst, from: from.get(0)! }),
    progress: async (next) => ({ appended: (await log.range("posts", 0)).next, landed: next(0) }),
  };
}

// A log on Kafka, which analysts share: what they have done comes by the log topic `analysed`.
function kafkaPipe(log: KafkaLog): Pipe {
  return {
    log,
    landed: "analysed",
    start: (from) => readAnalysed(log, from),
    async progress(next) {
      // In the order that a line goes, so that none is missed on its way.
      const appended = sum(await log.ends("posts"));
      const toAnalyse = await log.sharedLag("posts");
      const ends = await log.ends("analysed");
      const toLand = sum(ends.map((end, partition) => end - next(partition)));
      return { appended, landed: appended - toAnalyse - (toLand > 0n ? toLand : 0n) };
    },
  };
}

function sum(values: bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
