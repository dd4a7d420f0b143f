import { z } from "zod";
import { Fatal } from "./errors.ts";

const maxPort = 65_535;
const aboutModel = "beside ours: a folder, as in ./model, or owner/name[@revision] of the hub";
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
  LOG_FORMAT: z.enum(["text", "json"], "must be text or json").default("text")
    .describe("how lines of the log look: text, or one JSON object a line"),
  DEAD_PERCENT: z.string().regex(/^(100|[1-9]?\d)$/, "must be a whole number from 0 to 100").transform(Number)
    .default(50)
    .describe("stop when more of the lines that came within DEAD_MINUTES are dead letters; 100: never"),
  DEAD_MINUTES: z.string().regex(/^[1-9]\d{0,3}$/, "must be a whole number from 1 to 9999").transform(Number)
    .default(10)
    .describe("over how many minutes DEAD_PERCENT counts"),
  KAFKA_BROKERS: z.string().default("")
    .describe("host:port,... of Kafka; empty means the log embedded in DATA_DIR"),
  KAFKA_PREFIX: z.string().regex(/^[\w.-]{0,100}$/, "must be letters, digits, dots, dashes and underscores")
    .default("groundswell.")
    .describe("before the names of our log topics and consumer groups"),
  KAFKA_PARTITIONS: z.string().regex(/^[1-9]\d{0,2}$/, "must be a whole number from 1 to 999").transform(
    Number,
  )
    .default(4)
    .describe("partitions of a log topic that is made: so many analysts can share the work"),
  KAFKA_TLS: z.enum(["off", "on"], "must be on or off").default("off")
    .describe("on: connect with TLS"),
  KAFKA_CA_FILE: z.string().default("")
    .describe(
      "PEM file of the authority that signed the brokers' certificates, where it is not a public one",
    ),
  KAFKA_SASL: z.enum(
    ["", "plain", "scram-sha-256", "scram-sha-512"],
    "must be plain, scram-sha-256 or scram-sha-512",
  )
    .default("")
    .describe("how to sign in: plain, scram-sha-256 or scram-sha-512; empty: not at all"),
  KAFKA_USER: z.string().default("").describe("name to sign in with"),
  KAFKA_PASSWORD: z.string().default("").describe("password to sign in with; it is never logged"),
  SENTIMENT_MODEL: z.string().default("").describe(`large model of sentiment ${aboutModel}`),
  EMOTION_MODEL: z.string().default("").describe(`large model of emotions ${aboutModel}`),
  CATEGORY_MODEL: z.string().default("").describe(`large model of categories ${aboutModel}`),
  ENTITY_MODEL: z.string().default("").describe(`large model of names ${aboutModel}`),
  CATEGORY_LABELS: z.string().default("")
    .describe("JSON file of categories of your own, each with its seed words"),
  MODEL_POSTS_PER_SECOND: z.string().regex(/^[1-9]\d{0,5}$/, "must be a whole number from 1 to 999999")
    .transform(Number)
    .default(10)
    .describe("posts a second that a large model is asked about at most, the least certain first"),
  HF_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an address" }).default("https://huggingface.co")
    .describe("hub that large models which are no folder are fetched from, into DATA_DIR/models"),
  MASTODON_TOKEN: z.string().default("")
    .describe("token of a user of the Mastodon server that is followed; empty: polls without an account"),
  MEETUP_TOKEN: z.string().default("").describe("OAuth token of an account at Meetup"),
  NEWSAPI_KEY: z.string().default("").describe("key of NewsAPI"),
  PUSH_TOKEN: z.string().default("")
    .describe("what senders of posts show as a bearer token, 16 characters or more; it is never logged"),
  REDDIT_CLIENT_ID: z.string().default("").describe("id of an app at Reddit"),
  REDDIT_CLIENT_SECRET: z.string().default("").describe("secret of that app; it is never logged"),
  X_BEARER_TOKEN: z.string().default("").describe("token of an app at X, which charges for every post"),
  X_DAILY_POSTS: z.string().regex(/^[1-9]\d{0,8}$/, "must be a whole number from 1 on").transform(Number)
    .default(1000)
    .describe("posts of X that may be paid for a day; an hour gets a tenth of them"),
  X_BACKFILL: z.enum(["off", "on"], "must be on or off").default("off")
    .describe("on: the plan at X has backfill of five minutes"),
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
