import { Fatal } from "../../base/errors.ts";
import { readArgs } from "../../base/read_args.ts";

/** What `deno task kafka` is asked for. */
export interface BrokerOptions {
  help: boolean;
  /** How many brokers; each is a controller too. */
  brokers: number;
  /** Port of the first broker on 127.0.0.1; the others take the next ones. */
  port: number;
  /** Folder that keeps the data; absent: the cluster is empty, and gone at the end. */
  keep?: string;
}

const maxBrokers = 3;
const defaultPort = 9092;

/** Lines of `--help`, and for the test that the README lists each option. */
export const brokerOptionHelp: { option: string; about: string }[] = [
  { option: "--brokers N", about: "so many brokers, each on a port of its own (default 1)" },
  { option: "--port PORT", about: `port of the first broker on 127.0.0.1 (default ${defaultPort})` },
  { option: "--keep DIR", about: "keep the data in this folder; without it the cluster starts empty" },
];

/** Reads the command line. @throws {Fatal} saying what is wrong with it. */
export function parseBrokerOptions(args: string[]): BrokerOptions {
  const { values } = parse(args);
  return {
    help: values.help ?? false,
    brokers: readNumber("--brokers", values.brokers ?? "1", maxBrokers),
    port: readNumber("--port", values.port ?? String(defaultPort), 65_535 - maxBrokers),
    ...values.keep === undefined ? {} : { keep: values.keep },
  };
}

function parse(args: string[]) {
  return readArgs({
    args,
    options: {
      help: { type: "boolean", short: "h" },
      brokers: { type: "string" },
      port: { type: "string" },
      keep: { type: "string" },
    },
  });
}

function readNumber(option: string, text: string, max: number): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= max) return value;
  throw new Fatal(`Cannot use ${option} "${text}": give a whole number from 1 to ${max}`);
}
