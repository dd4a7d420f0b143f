import { Fatal, messageOf, Retriable } from "../../base/errors.ts";

interface KafkaProblem {
  name?: string;
  type?: string;
  broker?: string;
  host?: string;
  port?: number;
  cause?: unknown;
  errors?: unknown[];
}

const cannotHelp = new Set([
  "CLUSTER_AUTHORIZATION_FAILED",
  "GROUP_AUTHORIZATION_FAILED",
  "INVALID_CONFIG",
  "INVALID_PARTITIONS",
  "INVALID_REPLICATION_FACTOR",
  "INVALID_TOPIC_EXCEPTION",
  "MESSAGE_TOO_LARGE",
  "POLICY_VIOLATION",
  "RECORD_LIST_TOO_LARGE",
  "SASL_AUTHENTICATION_FAILED",
  "TOPIC_AUTHORIZATION_FAILED",
  "UNSUPPORTED_SASL_MECHANISM",
  "UNSUPPORTED_VERSION",
]);
const unsettled = new Set([
  "COORDINATOR_LOAD_IN_PROGRESS",
  "COORDINATOR_NOT_AVAILABLE",
  "GROUP_COORDINATOR_NOT_AVAILABLE",
  "GROUP_LOAD_IN_PROGRESS",
  "LEADER_NOT_AVAILABLE",
  "NOT_CONTROLLER",
  "NOT_COORDINATOR_FOR_GROUP",
  "NOT_LEADER_FOR_PARTITION",
  "OFFSET_NOT_AVAILABLE",
  "UNKNOWN_TOPIC_OR_PARTITION",
]);
const cannotHelpNames = /SASLAuthentication|DoesNotSupportApiKey|UnsupportedMagicByte/;
const certificate = /certificate|UnknownIssuer|self.signed/i;

/**
 * An error of ours for one of kafkajs: `Cannot append to log topic "posts" at Kafka a:9092: ...`, with the broker that
 * said it. Retriable, unless trying again cannot help: then Fatal.
 */
export function kafkaError(cannot: string, place: string, error: unknown): Retriable | Fatal {
  if (error instanceof Retriable || error instanceof Fatal) return error;
  const root = rootOf(error);
  const said = messageOf(root);
  const broker = root.broker ?? (root.host === undefined ? undefined : `${root.host}:${root.port}`);
  const named = broker !== undefined && !said.includes(broker) ? `broker ${broker}: ` : "";
  const text = `${cannot} at ${place}: ${named}${said}`;
  const Kind = isHopeless(root, said) ? Fatal : Retriable;
  return new Kind(text, { cause: error });
}

/** Whether a broker has answered that it cannot yet: a log topic is being made, or its leader is moving. */
export function isUnsettled(error: unknown): boolean {
  const { name, type } = rootOf(error);
  return name === "KafkaJSTopicMetadataNotLoaded" || unsettled.has(type ?? "");
}

function isHopeless({ type, name }: KafkaProblem, said: string): boolean {
  return cannotHelp.has(type ?? "") || cannotHelpNames.test(name ?? "") || certificate.test(said);
}

function rootOf(error: unknown): KafkaProblem {
  const problem = (error ?? {}) as KafkaProblem;
  const inner = problem.errors?.[0] ?? problem.cause;
  return inner instanceof Error ? rootOf(inner) : problem;
}
