import type { Admin, Kafka } from "../kafka.ts";
import type { LogRange } from "../log.ts";
import { isUnsettled, kafkaError } from "./errors.ts";
import { renewable } from "./renewable.ts";

/** Questions about log topics. Each throws {Retriable|Fatal} that names the broker. */
export interface TopicAdmin extends AsyncDisposable {
  ask<Result>(cannot: string, question: (admin: Admin) => Promise<Result>): Promise<Result>;
  /** Oldest and next offset of each partition, by its number. */
  ranges(name: string): Promise<LogRange[]>;
  /** The offset a group goes on at in each partition, by its number; -1 where it has none yet. */
  groupOffsets(groupId: string, name: string): Promise<bigint[]>;
}

const attempts = 20;
const againMs = 200;

/** Connects when it is first asked, and anew after a failure. */
export function createTopicAdmin(kafka: Kafka, place: string): TopicAdmin {
  const admin = renewable(async () => {
    const made = kafka.admin();
    await made.connect();
    return made;
  }, (made) => made.disconnect());
  const ask: TopicAdmin["ask"] = async (cannot, question) => {
    for (let attempt = 1;; attempt++) {
      try {
        return await admin.use(question);
      } catch (error) {
        if (attempt === attempts || !isUnsettled(error)) throw kafkaError(cannot, place, error);
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  };
  return {
    ask,
    async ranges(name) {
      const found = await ask(
        `Cannot read the ends of log topic "${name}"`,
        (made) => made.fetchTopicOffsets(name),
      );
      return inOrder(found).map(({ low, high }) => ({ oldest: BigInt(low), next: BigInt(high) }));
    },
    async groupOffsets(groupId, name) {
      const [found] = await ask(
        `Cannot read the offsets of group "${groupId}"`,
        (made) => made.fetchOffsets({ groupId, topics: [name] }),
      );
      return inOrder(found?.partitions ?? []).map(({ offset }) => BigInt(offset));
    },
    [Symbol.asyncDispose]: () => admin[Symbol.asyncDispose](),
  };
}

function inOrder<Row extends { partition: number }>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => a.partition - b.partition);
}
