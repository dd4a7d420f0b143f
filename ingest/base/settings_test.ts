import assert from "node:assert/strict";
import { readSettings } from "./settings.ts";

const read = (set: { [name: string]: string }) => readSettings((name) => set[name]);

Deno.test("readSettings() takes what is set, and the default for what is unset or empty", () => {
  assert.deepEqual(read({ PORT: "0", DATA_DIR: "" }), {
    PORT: 0,
    HOST: "127.0.0.1",
    DATA_DIR: ".groundswell",
    LOG_FORMAT: "text",
    DEAD_PERCENT: 50,
    DEAD_MINUTES: 10,
    KAFKA_BROKERS: "",
    KAFKA_PREFIX: "groundswell.",
    KAFKA_PARTITIONS: 4,
    KAFKA_TLS: "off",
    KAFKA_CA_FILE: "",
    KAFKA_SASL: "",
    KAFKA_USER: "",
    KAFKA_PASSWORD: "",
    SENTIMENT_MODEL: "",
    EMOTION_MODEL: "",
    CATEGORY_LABELS: "",
    CATEGORY_MODEL: "",
    ENTITY_MODEL: "",
    MODEL_POSTS_PER_SECOND: 10,
    HF_ENDPOINT: "https://huggingface.co",
    MASTODON_TOKEN: "",
    MEETUP_TOKEN: "",
    NEWSAPI_KEY: "",
    PUSH_TOKEN: "",
    REDDIT_CLIENT_ID: "",
    REDDIT_CLIENT_SECRET: "",
    X_BEARER_TOKEN: "",
    X_DAILY_POSTS: 1000,
    X_BACKFILL: "off",
  });
  assert.deepEqual(["8000", "65535", "1"].map((PORT) => read({ PORT }).PORT), [8000, 65_535, 1]);
});

Deno.test("readSettings() says in words what a port is", () => {
  for (const PORT of ["abc", "0x1F90", "8e3", "80.5", "-1", "65536", " 80", "８０", "100000"]) {
    assert.throws(() => read({ PORT }), {
      name: "Fatal",
      message: `PORT must be a whole number from 0 to 65535, "${PORT}" is not`,
    });
  }
});

Deno.test("readSettings() refuses a data folder that DuckDB cannot open", () => {
  assert.throws(() => read({ DATA_DIR: "why?" }), {
    name: "Fatal",
    message: 'DATA_DIR must be a path without question mark, "why?" is not',
  });
});
