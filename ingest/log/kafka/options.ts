/** How to reach a Kafka, and the names of what is ours on it. */
export interface KafkaOptions {
  /** Each `host:port`. */
  brokers: string[];
  /** Before the name of every log topic and consumer group of ours. */
  prefix: string;
  /** Partitions of a log topic that is made by us. */
  partitions: number;
  /** Present: TLS, with the certificates of the system and those given here (PEM). */
  tls?: { ca?: string[] };
  sasl?: { mechanism: "plain" | "scram-sha-256" | "scram-sha-512"; username: string; password: string };
}

/** Where that Kafka is, for messages: never with a user or a password. */
export function kafkaPlace({ brokers, prefix }: KafkaOptions): string {
  return `Kafka ${brokers.join()}${prefix === "" ? "" : ` (${prefix}*)`}`;
}
