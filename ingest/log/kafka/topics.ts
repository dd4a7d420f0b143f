import { type Admin, topicResource } from "../kafka.ts";
import type { KafkaOptions } from "./options.ts";

const dayMs = 86_400_000;
const keepMs = 7 * dayMs;
const maxMessageBytes = 8_388_608;
const mostCopies = 3;

// Kafka's own identity of a topic is not in the protocol that kafkajs speaks. How long a compacted topic keeps its
// deletions says nothing of ours, which are not compacted: so a random number there tells one topic of a name from the next.
const markSetting = "delete.retention.ms";
const longestMarkMs = 700 * dayMs;

/** Makes those of the log topics that are not there yet: 7 days, three copies where there are three brokers. */
export async function makeTopics(admin: Admin, names: string[], options: KafkaOptions): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = names.filter((name) => !there.has(name));
  if (missing.length === 0) return;
  const { brokers } = await admin.describeCluster();
  const copies = Math.min(mostCopies, brokers.length);
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((topic) => ({
      topic,
      numPartitions: options.partitions,
      replicationFactor: copies,
      configEntries: [
        { name: "retention.ms", value: String(keepMs) },
        { name: "max.message.bytes", value: String(maxMessageBytes) },
        // Two of three have a line before it is acknowledged, and one of three may be away.
        { name: "min.insync.replicas", value: String(Math.max(1, copies - 1)) },
        { name: markSetting, value: newMark() },
      ],
    })),
  });
}

/** What tells each log topic from another one of that name, made before or after. */
export async function readMarks(admin: Admin, names: string[]): Promise<string[]> {
  return await Promise.all(names.map(async (name) => {
    const entries = await readSettings(admin, name);
    return entries.find(({ configName }) => configName === markSetting)?.configValue ?? "";
  }));
}

/** Gives a log topic another mark, and leaves its other settings as they are. */
export async function renewMark(admin: Admin, name: string): Promise<void> {
  const kept = (await readSettings(admin, name)).filter(({ configSource, configName }) =>
    configSource === setOnTopic && configName !== markSetting
  );
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{
      type: topicResource,
      name,
      configEntries: [
        ...kept.map(({ configName, configValue }) => ({ name: configName, value: configValue })),
        { name: markSetting, value: newMark() },
      ],
    }],
  });
}

const setOnTopic = 1;

async function readSettings(admin: Admin, name: string) {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: topicResource, name }],
  });
  return resources[0]?.configEntries ?? [];
}

function newMark(): string {
  return String(dayMs + Math.floor(Math.random() * longestMarkMs));
}
