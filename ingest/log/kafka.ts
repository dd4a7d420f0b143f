import process from "node:process";
import zlib from "node:zlib";
import { promisify } from "node:util";
import {
  AssignerProtocol,
  type Batch,
  CompressionCodecs,
  CompressionTypes,
  ConfigResourceTypes,
  Kafka,
  type LogEntry,
  logLevel,
  type PartitionAssigner,
  Partitioners,
  type SASLOptions,
} from "kafkajs";
import type { KafkaOptions } from "./kafka/options.ts";
import type { Sockets } from "./kafka/sockets.ts";

export type { Admin, Consumer, EachBatchPayload, Kafka, Message, Producer } from "kafkajs";

/** Which of kafkajs' kinds of compression ours is: Zstandard, twice as fast here as gzip, and smaller. */
export const compression: CompressionTypes = CompressionTypes.ZSTD;
/** The kind of resource that a log topic is, for reading and writing its settings. */
export const topicResource: ConfigResourceTypes = ConfigResourceTypes.TOPIC;

const connectWithinMs = 3000;
const answerWithinMs = 10_000;
const retry = { initialRetryTime: 100, maxRetryTime: 2000, retries: 5 };
const fastest = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * A client of Kafka; it connects when it is used, and what it has opened ends with `sockets`. `warn` hears what goes wrong
 * on the way and is tried again.
 */
export function createKafka(
  options: KafkaOptions,
  sockets: Sockets,
  warn: (entry: LogEntry) => void,
): Kafka {
  silenceNegativeTimeouts();
  CompressionCodecs[CompressionTypes.ZSTD] = zstd;
  const { brokers, tls, sasl } = options;
  return new Kafka({
    brokers,
    clientId: "groundswell",
    connectionTimeout: connectWithinMs,
    requestTimeout: answerWithinMs,
    socketFactory: (request) => sockets.open(request),
    retry,
    ...tls === undefined ? {} : { ssl: tls },
    // A copy, because kafkajs adds a function to it.
    ...sasl === undefined ? {} : { sasl: { ...sasl } as SASLOptions },
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => sockets.isOver || warn(entry),
  });
}

/** The partition of a key among so many: the hash that Java's clients use. */
export function partitionOf(key: string, partitions: number): number {
  const partitionMetadata = Array.from(
    { length: partitions },
    (_, partitionId) => ({ partitionId, leader: 0 }),
  );
  return choosePartition({ topic: "", message: { key, value: null }, partitionMetadata } as Choice);
}

type Choice = Parameters<typeof choosePartition>[0];
const choosePartition = Partitioners.DefaultPartitioner();

/** The position that a batch was fetched from, which kafkajs' types leave out. */
export function fetchedFrom(batch: Batch): bigint {
  return BigInt((batch as Batch & { fetchedOffset: string }).fetchedOffset);
}

/** Gives each member of a group these partitions of a log topic, and no others: for groups of one. */
export function assignOnly(topic: string, partitions: number[]): PartitionAssigner {
  const name = "groundswell-only";
  return () => ({
    name,
    version: 0,
    assign: ({ members }) =>
      Promise.resolve(members.map(({ memberId }) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 0,
          assignment: { [topic]: partitions },
          userData: Buffer.alloc(0),
        }),
      }))),
    protocol: ({ topics }) => ({
      name,
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) }),
    }),
  });
}

const compressZstd = promisify(zlib.zstdCompress);
const decompressZstd = promisify(zlib.zstdDecompress);

const zstd = () => ({
  compress: ({ buffer }: { buffer: Uint8Array }) => compressZstd(buffer, fastest),
  decompress: (buffer: Uint8Array) => decompressZstd(buffer),
});

// kafkajs 2.2.4 arms a timer in the past at every connect (its issue 1751).
let silenced = false;
function silenceNegativeTimeouts(): void {
  if (silenced) return;
  silenced = true;
  const emit = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  const filtered = (...args: unknown[]) => {
    const named = (args[1] as { type?: string } | undefined)?.type ?? args[1];
    if (!String(named).includes("TimeoutNegative")) emit(...args);
  };
  process.emitWarning = filtered as typeof process.emitWarning;
}
