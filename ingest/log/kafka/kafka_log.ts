import { createHash, randomUUID } from "node:crypto";
import { createKafka, type Kafka, partitionOf } from "../kafka.ts";
import type { Log, LogBatch, LogRange, LogRecord, LogTopic } from "../log.ts";
import { type Appender, createAppender } from "./appender.ts";
import { type KafkaOptions, kafkaPlace } from "./options.ts";
import { readPartitions } from "./read_partitions.ts";
import { shareTopic, type Sharing } from "./share_topic.ts";
import { createSockets } from "./sockets.ts";
import { createTopicAdmin, type TopicAdmin } from "./topic_admin.ts";
import { makeTopics, readMarks, renewMark } from "./topics.ts";
import { kafkaWarnings } from "./warnings.ts";

/** A log on Kafka: what more it can than any log. */
export interface KafkaLog extends Log {
  /** Appends lines to one partition, in their order. @throws {Retriable|Fatal} naming broker and log topic. */
  appendTo(topic: LogTopic, partition: number, lines: string[]): Promise<void>;
  /** As `read`, of several partitions at once. */
  readPartitions(
    topic: LogTopic,
    from: ReadonlyMap<number, bigint>,
    signal: AbortSignal,
  ): AsyncIterable<LogBatch>;
  /**
   * Shares a log topic with the other processes that do this: `onPart` is called with each part at least once by one of
   * them, until `signal` aborts, and `onGap` with offsets (to before `to`) that the log gave up before any of them came to
   * them. @throws {Fatal} of either.
   */
  share(topic: LogTopic, part: Parting, signal: AbortSignal): Promise<void>;
  /** The offset that comes next in each partition, by its number. */
  ends(topic: LogTopic): Promise<bigint[]>;
  /** Lines that those processes have not handled yet. */
  sharedLag(topic: LogTopic): Promise<bigint>;
}

/** What is done with the parts of a shared log topic. */
export type Parting = Pick<Sharing, "onPart" | "onGap">;

const topics: LogTopic[] = ["posts", "analysed"];

/**
 * Connects to Kafka and makes the log topics where they are missing. `warn` hears of trouble that is tried again.
 * @throws {Retriable|Fatal} naming the broker when it cannot be reached or used.
 */
export async function openKafkaLog(options: KafkaOptions, warn: (text: string) => void): Promise<KafkaLog> {
  const place = kafkaPlace(options);
  await using opened = new AsyncDisposableStack();
  const kafka = createKafka(options, opened.use(createSockets()), kafkaWarnings(warn, Date.now));
  const names = topics.map((topic) => `${options.prefix}${topic}`);
  const admin = opened.use(createTopicAdmin(kafka, place));
  await admin.ask(
    `Cannot make log topics "${names.join('" and "')}"`,
    (made) => makeTopics(made, names, options),
  );
  const partitions = new Map<LogTopic, number>();
  for (const topic of topics) partitions.set(topic, (await admin.ranges(`${options.prefix}${topic}`)).length);
  const id = await readId(admin, names);
  const appender = opened.use(createAppender(kafka, place));
  return new ConnectedLog({
    id,
    place,
    kafka,
    admin,
    appender,
    partitions,
    warn,
    options,
    opened: opened.move(),
  });
}

async function readId(admin: TopicAdmin, names: string[]): Promise<string> {
  return await admin.ask(
    `Cannot read the identity of log topics "${names.join('" and "')}"`,
    async (made) => {
      const { clusterId } = await made.describeCluster();
      return [clusterId, ...names, ...await readMarks(made, names)].join(":");
    },
  );
}

interface Parts {
  id: string;
  place: string;
  kafka: Kafka;
  admin: TopicAdmin;
  appender: Appender;
  partitions: Map<LogTopic, number>;
  options: KafkaOptions;
  warn(text: string): void;
  opened: AsyncDisposableStack;
}

class ConnectedLog implements KafkaLog {
  constructor(readonly parts: Parts) {}

  get id(): string {
    return this.parts.id;
  }

  get place(): string {
    return this.parts.place;
  }

  async renew(): Promise<void> {
    const { admin } = this.parts;
    const names = topics.map((topic) => this.#name(topic));
    await admin.ask("Cannot give the log another identity", (made) => renewMark(made, names[0]!));
    this.parts.id = await readId(admin, names);
  }

  append(topic: LogTopic, records: LogRecord[]): Promise<void> {
    const partitions = this.parts.partitions.get(topic)!;
    const placed = records.map(({ key, line }) => ({ partition: partitionOf(key, partitions), key, line }));
    return this.parts.appender.append(this.#name(topic), placed);
  }

  appendTo(topic: LogTopic, partition: number, lines: string[]): Promise<void> {
    return this.parts.appender.append(
      this.#name(topic),
      lines.map((line) => ({ partition, key: null, line })),
    );
  }

  read(topic: LogTopic, partition: number, from: bigint, signal: AbortSignal): AsyncIterable<LogBatch> {
    return this.readPartitions(topic, new Map([[partition, from]]), signal);
  }

  readPartitions(
    topic: LogTopic,
    from: ReadonlyMap<number, bigint>,
    signal: AbortSignal,
  ): AsyncIterable<LogBatch> {
    const { kafka, place, warn, options } = this.parts;
    return readPartitions(kafka, {
      topic,
      name: this.#name(topic),
      place,
      groupId: `${options.prefix}reader-${randomUUID()}`,
      from,
      range: (partition) => this.range(topic, partition),
      warn,
      signal,
    });
  }

  share(topic: LogTopic, part: Parting, signal: AbortSignal): Promise<void> {
    const { kafka, place, warn, admin } = this.parts;
    const lag = async (partitions: number[]) => {
      const all = await this.#lags(topic);
      return sum(partitions.map((partition) => all[partition] ?? 0n));
    };
    const groupId = this.#sharers;
    const name = this.#name(topic);
    const handled = () => admin.groupOffsets(groupId, name);
    return shareTopic(kafka, { topic, name, place, groupId, ...part, handled, lag, warn, signal });
  }

  async ends(topic: LogTopic): Promise<bigint[]> {
    return (await this.parts.admin.ranges(this.#name(topic))).map(({ next }) => next);
  }

  async sharedLag(topic: LogTopic): Promise<bigint> {
    return sum(await this.#lags(topic));
  }

  partitions(topic: LogTopic): Promise<number> {
    return Promise.resolve(this.parts.partitions.get(topic)!);
  }

  async range(topic: LogTopic, partition: number): Promise<LogRange> {
    return (await this.parts.admin.ranges(this.#name(topic)))[partition]!;
  }

  trim(): Promise<void> {
    // Kafka deletes by itself what is older than the topic's retention.
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.parts.opened.disposeAsync();
  }

  /** Another log, such as one made anew, has another group: it starts at the oldest offset. */
  get #sharers(): string {
    const mark = createHash("sha256").update(this.id).digest("hex").slice(0, 12);
    return `${this.parts.options.prefix}analysts-${mark}`;
  }

  #name(topic: LogTopic): string {
    return `${this.parts.options.prefix}${topic}`;
  }

  async #lags(topic: LogTopic): Promise<bigint[]> {
    const { admin } = this.parts;
    const name = this.#name(topic);
    const ranges = await admin.ranges(name);
    const handled = await admin.groupOffsets(this.#sharers, name);
    return ranges.map(({ oldest, next }, partition) => {
      const from = handled[partition] ?? -1n;
      return next - (from > oldest ? from : oldest);
    });
  }
}

function sum(values: bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
