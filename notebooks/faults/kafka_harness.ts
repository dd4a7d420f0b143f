import type { KafkaOptions } from "../../ingest/log/kafka/options.ts";

/** The settings by which a process finds a Kafka. */
export function kafkaSettings({ brokers, prefix, partitions }: KafkaOptions): { [name: string]: string } {
  return { KAFKA_BROKERS: brokers.join(), KAFKA_PREFIX: prefix, KAFKA_PARTITIONS: String(partitions) };
}
