import type { Log, LogBatch, LogTopic } from "../../ingest/log/log.ts";
import { encodePost, type Post, type TimeKind } from "../../ingest/post.ts";
import { openStore, type Store } from "../store/store.ts";
import { analyseLine } from "../text/analyse_line.ts";
import { landBatch } from "./land_batch.ts";
import { type Lander, prepareLanding } from "./lander.ts";
import { openLandingLog, readBatch } from "./landing_log_harness.ts";
import { type Offsets, openOffsets } from "./offsets.ts";
import type { LandingResult } from "./write_landing.ts";

/** For tests: a store, a log and a landing in a folder of their own. */
export interface Bench {
  dataDir: string;
  store: Store;
  log: Log;
  /** What landing reads of the log. */
  topic: LogTopic;
  /** Gives up lines of the log below an offset, as retention does. */
  trim(before: bigint): Promise<void>;
  offsets: Offsets;
  lander: Lander;
  /** Lines the landing had for people. */
  said: string[];
  /** Appends log lines, reads them and lands them in one batch. */
  land(lines: string[]): Promise<LandingResult>;
  /** One value of a query on the base tables. */
  value(sql: string): Promise<unknown>;
}

/** Runs something with a bench, and removes its folder. */
export async function withBench<T>(run: (bench: Bench) => Promise<T>): Promise<T> {
  const dataDir = await Deno.makeTempDir();
  try {
    await using store = await openStore(dataDir);
    await using opened = await openLandingLog(dataDir, "log.sqlite");
    const { log, topic, trim } = opened;
    const said: string[] = [];
    const offsets = await openOffsets(store.writer, log, topic, Date.now(), (text) => said.push(text));
    const lander = await prepareLanding(store.writer);
    return await run({
      dataDir,
      store,
      log,
      topic,
      trim,
      offsets,
      lander,
      said,
      async land(lines) {
        const { next } = await log.range(topic, 0);
        await log.append(topic, lines.map((line) => ({ key: "", line })));
        return await landBatch(lander, offsets, await readBatch(opened, next), Date.now());
      },
      async value(sql) {
        return Object.values((await store.writer.rows(sql))[0] ?? {})[0];
      },
    });
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** A batch of lines that stand at consecutive offsets. */
export function batchOf(from: bigint, lines: string[]): LogBatch {
  const offsets = lines.map((_, i) => from + BigInt(i));
  return { topic: "posts", partition: 0, from, offsets, lines, next: from + BigInt(lines.length) };
}

const receivedAt = Date.UTC(2026, 0, 10);

/** The analysed line of a post; what is not given is ordinary. */
export function postLine(post: Partial<Post> & { id: string }, time: TimeKind = "stable"): string {
  const whole: Post = {
    source: "x",
    revision: 0,
    stream: "test",
    createdAt: Date.UTC(2026, 0, 1, 12),
    receivedAt,
    text: `a good day for ${post.id}`,
    ...post,
  };
  return analyseLine(encodePost(whole, time));
}
