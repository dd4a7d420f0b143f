import { join } from "node:path";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { deleteBefore, openTestLog, testOptions } from "../../ingest/log/kafka/broker_harness.ts";
import type { Log, LogBatch, LogTopic } from "../../ingest/log/log.ts";

/** The variable that names the Kafka which landing tests land from; without it each has an embedded log. */
export const landingKafkaVariable = "LANDING_KAFKA";

/** A new, empty log under test, and what landing reads of it. */
export interface LandingLog extends AsyncDisposable {
  readonly log: Log;
  readonly topic: LogTopic;
  /** Gives up all lines below an offset, as retention does. */
  trim(before: bigint): Promise<void>;
}

/** Opens one, in a file of that name in the folder, or on Kafka, where landing reads what analysts write. */
export async function openLandingLog(folder: string, name: string): Promise<LandingLog> {
  const brokers = Deno.env.get(landingKafkaVariable);
  return brokers === undefined ? await openEmbedded(join(folder, name)) : await openOnKafka(brokers);
}

async function openEmbedded(path: string): Promise<LandingLog> {
  const log = await openEmbeddedLog(path);
  const topic = "posts";
  return {
    log,
    topic,
    trim: (before) => log.trim(topic, 0, before, Date.now() + 1000),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}

async function openOnKafka(brokers: string): Promise<LandingLog> {
  const options = testOptions({ brokers });
  const { log } = await openTestLog(options);
  const topic = "analysed";
  return {
    log,
    topic,
    trim: (before) => deleteBefore(options, topic, String(before)),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}

/** Reads what stands on the log from an offset to its end as one batch. */
export async function readBatch({ log, topic }: LandingLog, from: bigint): Promise<LogBatch> {
  const { next } = await log.range(topic, 0);
  const whole: LogBatch = { topic, partition: 0, from, offsets: [], lines: [], next: from };
  if (from >= next) return whole;
  const stop = new AbortController();
  for await (const batch of log.read(topic, 0, from, stop.signal)) {
    if (whole.lines.length === 0) whole.from = batch.from;
    whole.offsets.push(...batch.offsets);
    whole.lines.push(...batch.lines);
    whole.next = batch.next;
    if (batch.next >= next) stop.abort();
  }
  return whole;
}
