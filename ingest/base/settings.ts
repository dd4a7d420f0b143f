import { z } from "zod";
import { Fatal } from "./errors.ts";

const maxPort = 65_535;
const portRule = `must be a whole number from 0 to ${maxPort}`;

const schema = z.object({
  PORT: z.string().regex(/^\d{1,5}$/, portRule).transform(Number).refine((port) => port <= maxPort, portRule)
    .default(8000)
    .describe("port of the pages; 0 takes a free one"),
  HOST: z.string().default("127.0.0.1")
    .describe("address the pages are served on; others than this machine's own need --public"),
  // DuckDB takes the rest of a path with one for the query of an address.
  DATA_DIR: z.string().regex(/^[^?]+$/, "must be a path without question mark").default(".groundswell")
    .describe("folder of the database, the log and the stream cursors"),
  KAFKA_BROKERS: z.string().default("")
    .describe("host:port,... of Kafka; empty means the log embedded in DATA_DIR"),
});

/** Settings of the environment, checked. */
export type Settings = z.infer<typeof schema>;

/** Reads the settings; an empty variable counts as unset. @throws {Fatal} naming the variable and its value. */
export function readSettings(read: (name: string) => string | undefined): Settings {
  const raw: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = read(name);
    if (value !== undefined && value !== "") raw[name] = value;
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const { path: [name], message } = parsed.error.issues[0]!;
    throw new Fatal(`${String(name)} ${message}, "${raw[String(name)]}" is not`);
  }
  if (parsed.data.KAFKA_BROKERS !== "") {
    throw new Fatal(
      `Cannot use KAFKA_BROKERS="${parsed.data.KAFKA_BROKERS}": this version has the embedded log only; unset it`,
    );
  }
  return parsed.data;
}

/** One line a setting, for `--help` and for the test that the README lists each. */
export function describeSettings(): { name: string; fallback: string; about: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    fallback: String(field.parse(undefined)),
    about: field.description ?? "",
  }));
}
