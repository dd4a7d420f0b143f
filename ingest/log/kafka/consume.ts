import { Fatal } from "../../base/errors.ts";
import { wait } from "../../base/wait.ts";
import type { Consumer, EachBatchPayload } from "../kafka.ts";
import { kafkaError } from "./errors.ts";
import { withinMs } from "./renewable.ts";

/** What a consumer reads, and what it does with it. */
export interface Consuming {
  topic: string;
  /** Where that is, for messages. */
  place: string;
  make(): Consumer;
  /** Called each time partitions are given to it: what it reads next may be set here. */
  onJoin(consumer: Consumer, partitions: number[]): void;
  /** What it throws is tried again; a Fatal ends the reading. */
  onBatch(payload: EachBatchPayload, consumer: Consumer): Promise<void>;
  /** Whether there is something to read that should have come by now. */
  isBehind(): Promise<boolean>;
  warn(text: string): void;
  signal: AbortSignal;
}

/** How our consumers are set up. A member that says nothing for 6 s is taken for dead: its partitions go to others. */
export const consumerTimes = {
  sessionTimeout: 6000,
  heartbeatInterval: 1500,
  rebalanceTimeout: 15_000,
  maxWaitTimeInMs: 250,
  maxBytesPerPartition: 1_048_576,
};

const silentMs = 3 * consumerTimes.sessionTimeout;
const lookEveryMs = 3000;
const disconnectWithinMs = 3000;
const againMs = 1000;

/**
 * Keeps a consumer at work until `signal` aborts: one that has crashed, or brings nothing although there is more, is
 * replaced by a new one (kafkajs 2.2.4 can fall silent).
 * @throws {Fatal} of `onBatch`, or where trying again cannot help.
 */
export async function keepConsuming(consuming: Consuming): Promise<void> {
  const { topic, place, signal, warn } = consuming;
  while (!signal.aborted) {
    try {
      await consumeOnce(consuming);
    } catch (error) {
      const ours = kafkaError(`Cannot read log topic "${topic}"`, place, error);
      if (ours instanceof Fatal) throw ours;
      warn(`${ours.message}; trying again`);
      await wait(againMs, signal);
    }
  }
}

async function consumeOnce({ topic, make, onJoin, onBatch, isBehind, signal }: Consuming): Promise<void> {
  const consumer = make();
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => {});
  let last = performance.now();
  const { GROUP_JOIN, CRASH } = consumer.events;
  consumer.on(GROUP_JOIN, ({ payload }) => {
    last = performance.now();
    onJoin(consumer, payload.memberAssignment[topic] ?? []);
  });
  consumer.on(CRASH, ({ payload }) => {
    if (!payload.restart) ended.reject(payload.error);
  });
  const look = setInterval(async () => {
    if (performance.now() - last < silentMs || !await isBehind().catch(() => false)) return;
    ended.reject(new Error(`nothing came for ${silentMs / 1000} s, though there is more`));
  }, lookEveryMs);
  const stop = () => ended.resolve();
  signal.addEventListener("abort", stop);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      async eachBatch(payload) {
        try {
          await onBatch(payload, consumer);
          last = performance.now();
        } catch (error) {
          if (error instanceof Fatal) ended.reject(error);
          throw error;
        }
      },
    });
    await ended.promise;
  } finally {
    clearInterval(look);
    signal.removeEventListener("abort", stop);
    await withinMs(disconnectWithinMs, consumer.disconnect().catch(() => {}));
  }
}
