import assert from "node:assert/strict";
import { showAlive } from "../alive.ts";
import { wait } from "../base/wait.ts";
import { openControl } from "../control.ts";
import { logPathOf } from "../data_files.ts";
import { openEmbeddedLog } from "../log/embedded.ts";
import type { Adapter } from "../sources/live/adapter.ts";
import { thisMachine } from "../sources/live/tools_harness.ts";
import { push } from "../sources/push.ts";
import { followStreams } from "./follow_streams.ts";
import { createLiveTools } from "./live_tools.ts";
import { streamId } from "./registry.ts";
import type { StreamLimits, StreamView } from "./stream.ts";
import { createIsAtWork, toView } from "./to_view.ts";

const deadlineMs = 60_000;
/** All posts, always. */
export const unlimited: StreamLimits = { perHour: null, schedule: null };

/** A data folder in which streams are followed. */
export async function withFollowing(run: (bench: Bench) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  try {
    const bench = new Bench(dataDir);
    await run(bench).finally(() => bench.stop());
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Streams that are followed, stopped and looked at. For tests. */
export class Bench {
  now = Date.now;
  mark = "";
  /** Why a stream cannot be asked for what it follows, by its name. */
  readonly whyNot = new Map<string, string>();
  readonly said: string[] = [];
  readonly adapters = new Map<string, () => Adapter>();
  #stop = new AbortController();
  #running = Promise.resolve();

  constructor(readonly dataDir: string) {}

  /** Adds a stream; its adapter is made anew whenever it is followed. */
  add(create: () => Adapter, limits = unlimited, stream = create().stream): string {
    this.adapters.set(stream, create);
    using control = openControl(this.dataDir);
    control.streams.add({ id: streamId(stream), stream, source: "push", what: null, ...limits }, this.now());
    return streamId(stream);
  }

  start(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#running = (async () => {
      using control = openControl(this.dataDir);
      await using log = await openEmbeddedLog(logPathOf(this.dataDir));
      using alive = showAlive(this.dataDir);
      const now = () => this.now();
      await followStreams({
        run: {
          log,
          control,
          dataDir: this.dataDir,
          holder: alive.id,
          counts: { read: 0 },
          signal,
          warn: (text) => this.said.push(text),
          now,
        },
        tools: { ...createLiveTools(now, thisMachine), wait: (ms, signal) => wait(Math.min(ms, 50), signal) },
        createAdapter: ({ stream }) => this.adapters.get(stream)!(),
        credentialsMark: () => this.mark,
        whyNot: ({ stream }) => this.whyNot.get(stream),
        say: (text) => this.said.push(text),
      });
    })();
    this.#running.catch(() => {});
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  ended(): Promise<void> {
    return this.#running;
  }

  want(id: string, wanted: "running" | "paused" | "stopped"): void {
    using control = openControl(this.dataDir);
    control.streams.want(id, wanted, this.now());
  }

  view(id: string): StreamView {
    using control = openControl(this.dataDir);
    const stored = control.streams.find(id)!;
    return toView(stored, createIsAtWork(() => true, this.now())(stored), true, this.now());
  }

  async until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + deadlineMs; !await holds();) {
      assert.ok(Date.now() < end, `not in ${deadlineMs / 1000} s: ${what}; ${this.said.join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async state(id: string, state: string): Promise<StreamView> {
    await this.until(`${id} is ${state}`, () => this.view(id).state === state);
    return this.view(id);
  }

  /** Lines of the log of one kind. */
  async lines(kind: string): Promise<{ [field: string]: unknown }[]> {
    await using log = await openEmbeddedLog(logPathOf(this.dataDir));
    const { oldest, next } = await log.range("posts", 0);
    const lines: string[] = [];
    if (next > oldest) {
      for await (const batch of log.read("posts", 0, oldest, new AbortController().signal)) {
        lines.push(...batch.lines);
        if (batch.next >= next) break;
      }
    }
    return lines.map((line) => JSON.parse(line)).filter(({ t }) => t === kind);
  }
}

/** Brings posts 1, 2, 3... one each 5 ms, on from its cursor. */
export function counting(stream: string, more: Partial<Adapter> = {}): Adapter {
  return {
    stream,
    decoder: push,
    secrets: [],
    async *read(cursor, tools, signal) {
      tools.reached("live");
      for (let n = Number(cursor ?? 0) + 1; !signal.aborted; n++) {
        const document = { id: `${stream} ${n}`, createdAt: "2026-01-01", text: "rain" };
        yield { items: [{ raw: "", origin: "", document }], cursor: n };
        await wait(5, signal);
      }
    },
    ...more,
  };
}

/** Fails whenever it is read. */
export const failing = (stream: string, error: () => Error): Adapter => ({
  ...counting(stream),
  async *read() {
    yield* [];
    throw error();
  },
});

/** The numbers of such posts. */
export const numbers = (posts: { [field: string]: unknown }[]) =>
  posts.map(({ id }) => Number(String(id).split(" ")[1]));
