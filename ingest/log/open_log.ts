import { Fatal, messageOf } from "../base/errors.ts";
import type { Settings } from "../base/settings.ts";
import { openEmbeddedLog } from "./embedded.ts";
import { openKafkaLog } from "./kafka/kafka_log.ts";
import type { KafkaOptions } from "./kafka/options.ts";
import type { Log } from "./log.ts";

/**
 * Opens the log that the settings name: Kafka, or the file embedded at `path`.
 * @throws {Fatal} when the settings are wrong or the file cannot be used; {Retriable} when Kafka cannot be reached.
 */
export async function openLog(settings: Settings, path: string, warn: (text: string) => void): Promise<Log> {
  const kafka = await readKafkaOptions(settings);
  return kafka === undefined ? await openEmbeddedLog(path) : await openKafkaLog(kafka, warn);
}

/** How to reach the Kafka of the settings; undefined where they name none. @throws {Fatal} naming what is wrong. */
export async function readKafkaOptions(settings: Settings): Promise<KafkaOptions | undefined> {
  if (settings.KAFKA_BROKERS === "") return undefined;
  const brokers = settings.KAFKA_BROKERS.split(",").map((broker) => broker.trim());
  const wrong = brokers.find((broker) => !isAddress(broker));
  if (wrong !== undefined) {
    throw new Fatal(`KAFKA_BROKERS must be host:port,..., "${hideUser(wrong)}" is not`);
  }
  return {
    brokers,
    prefix: settings.KAFKA_PREFIX,
    partitions: settings.KAFKA_PARTITIONS,
    ...settings.KAFKA_TLS === "on" ? { tls: await readTls(settings) } : {},
    ...readSasl(settings),
  };
}

function isAddress(text: string): boolean {
  const [, port] = /^(?:[\w.-]+|\[[\da-fA-F:.]+\]):(\d{1,5})$/.exec(text) ?? [];
  return port !== undefined && Number(port) > 0 && Number(port) <= 65_535;
}

// A name and a password have no place there, but someone may have tried.
function hideUser(address: string): string {
  return address.replace(/^.*@/, "***@");
}

async function readTls({ KAFKA_CA_FILE: path }: Settings): Promise<{ ca?: string[] }> {
  if (path === "") return {};
  try {
    return { ca: [await Deno.readTextFile(path)] };
  } catch (error) {
    throw new Fatal(`Cannot read KAFKA_CA_FILE "${path}": ${messageOf(error)}`);
  }
}

function readSasl(settings: Settings): Pick<KafkaOptions, "sasl"> {
  const { KAFKA_SASL: mechanism, KAFKA_USER: username, KAFKA_PASSWORD: password } = settings;
  if (mechanism === "") {
    if (username === "" && password === "") return {};
    throw new Fatal("KAFKA_USER and KAFKA_PASSWORD need KAFKA_SASL: plain, scram-sha-256 or scram-sha-512");
  }
  if (username === "") throw new Fatal(`KAFKA_SASL="${mechanism}" needs KAFKA_USER and KAFKA_PASSWORD`);
  return { sasl: { mechanism, username, password } };
}
