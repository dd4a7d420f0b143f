import { Buffer } from "node:buffer";
import { faultPoint } from "../../base/fault_points.ts";
import { compression, type Kafka, type Message, type Producer } from "../kafka.ts";
import { kafkaError } from "./errors.ts";
import { renewable } from "./renewable.ts";

/** A line and the partition it goes to. */
export interface PlacedLine {
  partition: number;
  key: string | null;
  line: string;
}

/** Appends to log topics of one Kafka, in the order of the calls. */
export interface Appender extends AsyncDisposable {
  /** Resolves when every in-sync replica has all of them. @throws {Retriable|Fatal} naming broker and log topic. */
  append(topic: string, lines: PlacedLine[]): Promise<void>;
}

const inSync = -1;
const answerWithinMs = 10_000;
const retries = 4;
/** Most bytes of a partition in one request: well below what a broker takes (1 MB, compressed) unless told otherwise. */
const maxPartitionBytes = 600_000;
/** Most lines of a partition in one request: the time that kafkajs takes grows with their square. */
const maxPartitionLines = 1000;

/** Makes an idempotent producer with acks of all in-sync replicas. */
export function createAppender(kafka: Kafka, place: string): Appender {
  // After an error the sequence numbers of kafkajs stand again before what the broker may have written, and the broker
  // would take the next lines for those: so a producer that has failed is replaced by one with another identity.
  const producer = renewable(async () => {
    const made = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries } });
    await made.connect();
    return made;
  }, (made) => made.disconnect());
  let before: Promise<unknown> = Promise.resolve();
  return {
    append(topic, lines) {
      const sent = before.then(async () => {
        try {
          for (const messages of cut(lines)) {
            await producer.use((made) => send(made, topic, messages));
            faultPoint("kafka: sent");
          }
        } catch (error) {
          throw kafkaError(`Cannot append to log topic "${topic}"`, place, error);
        }
      });
      before = sent.catch(() => {});
      return sent;
    },
    async [Symbol.asyncDispose]() {
      await before;
      await producer[Symbol.asyncDispose]();
    },
  };
}

async function send(producer: Producer, topic: string, messages: PlacedMessage[]): Promise<void> {
  const answers = await producer.send({
    topic,
    acks: inSync,
    timeout: answerWithinMs,
    compression,
    messages,
  });
  // kafkajs 2.2.4 resolves without having sent a partition whose leader, while it tried again, became a broker that had
  // answered already.
  const written = new Set(answers.map(({ partition }) => partition));
  const missed = messages.find(({ partition }) => !written.has(partition));
  if (missed !== undefined) {
    throw new Error(`no answer for partition ${missed.partition}, its leader has changed`);
  }
}

interface PlacedMessage extends Message {
  partition: number;
}

/** In parts that have at most so many bytes and lines a partition; a longer line is alone. */
function* cut(lines: PlacedLine[]): Generator<PlacedMessage[]> {
  let part: PlacedMessage[] = [];
  const sums = new Map<number, { bytes: number; lines: number }>();
  for (const { partition, key, line } of lines) {
    const value = Buffer.from(line);
    const sum = sums.get(partition);
    if (
      sum !== undefined && (sum.bytes + value.length > maxPartitionBytes || sum.lines === maxPartitionLines)
    ) {
      yield part;
      part = [];
      sums.clear();
    }
    const { bytes, lines } = sums.get(partition) ?? { bytes: 0, lines: 0 };
    sums.set(partition, { bytes: bytes + value.length, lines: lines + 1 });
    part.push({ partition, key, value });
  }
  if (part.length > 0) yield part;
}
