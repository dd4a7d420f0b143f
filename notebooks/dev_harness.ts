import assert from "node:assert/strict";
import { openStore } from "../analysis/store/store.ts";

const startMs = 60_000;
const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));

/** The arguments of `deno` by which a task runs its program, with the permissions of the task. */
export function taskArgs(
  task:
    | "dev"
    | "serve"
    | "ingest"
    | "analyse"
    | "dead"
    | "correct"
    | "check"
    | "backup"
    | "restore"
    | "streams"
    | "topics",
): string[] {
  return tasks[task].command.split(" ").slice(1);
}

/** For tests: a started `dev` (or `serve`) as a user starts it, on a data folder. */
export interface Started extends AsyncDisposable {
  readonly child: Deno.ChildProcess;
  /** Standard output and error so far. */
  readonly output: { out: string; err: string };
  /** Waits for the address of the pages; rejects with the output when it ends before. */
  url(): Promise<string>;
  /** Waits for the end: exit code, and both outputs whole. */
  ended(): Promise<{ code: number; signal: Deno.Signal | null; out: string; err: string }>;
}

/** Starts a task of ours in a child process; `denoArgs` are further ones of `deno run`. */
export function start(
  task: "dev" | "serve" | "ingest" | "analyse",
  dataDir: string,
  args: string[] = [],
  settings: { [name: string]: string } = {},
  denoArgs: string[] = [],
): Started {
  const [run, ...taskFlags] = taskArgs(task);
  const child = new Deno.Command("deno", {
    args: [run!, ...denoArgs, ...taskFlags, ...args],
    env: { DATA_DIR: dataDir, PORT: "0", ...settings },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = { out: "", err: "" };
  const found = Promise.withResolvers<string>();
  const reading = Promise.all([
    collect(child.stdout, (text) => {
      output.out += text;
      const url = /Groundswell is at ([^\s"]+)/.exec(output.out)?.[1];
      if (url !== undefined) found.resolve(url);
    }),
    collect(child.stderr, (text) => output.err += text),
  ]);
  const ended = async () => {
    const { code, signal } = await child.status;
    await reading;
    found.reject(new Error(`ended with ${code} ${signal}: ${output.out}${output.err}`));
    return { code, signal, ...output };
  };
  const whole = ended();
  found.promise.catch(() => {});
  return {
    child,
    output,
    url: () =>
      within(startMs, found.promise, () => `no address after ${startMs} ms: ${output.out}${output.err}`),
    ended: () => whole,
    async [Symbol.asyncDispose]() {
      if (child.pid) tryKill(child, "SIGKILL");
      await whole;
    },
  };
}

/** Sends a signal to a child that may be gone. */
export function tryKill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // gone already
  }
}

/** Runs a replay to its end and returns its counts. */
export async function replay(dataDir: string, files: string[], more: string[] = []): Promise<Counts> {
  const args = ["--replay", ...files, "--speed", "max", "--exit-when-done", ...more];
  await using started = start("dev", dataDir, args);
  const { code, out, err } = await started.ended();
  assert.equal(code, 0, out + err);
  return readCounts(out);
}

/** Replays one file by an ingest of its own, which joins whoever owns the folder. */
export async function joinReplay(dataDir: string, file: string, speed = "max"): Promise<void> {
  const { code, stderr } = await new Deno.Command("deno", {
    args: [...taskArgs("ingest"), "--replay", file, "--speed", speed],
    env: { DATA_DIR: dataDir },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

/** The counts that `--exit-when-done` prints. */
export interface Counts {
  read: number;
  landed: number;
  duplicate: number;
  dead: number;
  changed: number;
}

/** Reads the line of counts. */
export function readCounts(out: string): Counts {
  const [read, landed, duplicate, dead, changed] =
    /read (\d+), landed (\d+), duplicate (\d+), dead (\d+), changed (\d+)/.exec(out)?.slice(1).map(Number) ??
      assert.fail(`no counts in: ${out}`);
  return { read: read!, landed: landed!, duplicate: duplicate!, dead: dead!, changed: changed! };
}

/** All rows but for what differs from run to run; and that rollups equal a recount. */
export async function readRows(
  dataDir: string,
): Promise<{ posts: unknown[]; minutes: unknown[]; dead: unknown[] }> {
  await using store = await openStore(dataDir);
  const posts = await store.writer.rows(
    "select * exclude (landing, landed_at, received_at, changed_in, row_no) from base.posts order by source, id",
  );
  const minutes = await store.writer.rows(
    "select minute, source, posts, negative, neutral, positive from minutes order by all",
  );
  const recount = await store.writer.rows(
    `select date_trunc('minute', created_at) as minute, source, count(*) as posts,
    count(*) filter (mood = -1) as negative, count(*) filter (mood = 0) as neutral,
    count(*) filter (mood = 1) as positive from base.posts group by all order by all`,
  );
  assert.deepEqual(minutes, recount);
  const dead = await store.writer.rows(
    "select source, stream, origin, stage, reason, size, digest from base.dead_letters order by all",
  );
  return { posts, minutes, dead };
}

/** Runs a test in a data folder of its own. */
export async function withDataDir(run: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir({ prefix: "groundswell-" });
  try {
    await run(dataDir);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function collect(stream: ReadableStream<Uint8Array>, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const bytes of stream) take(decoder.decode(bytes, { stream: true }));
}

async function within<T>(ms: number, promise: Promise<T>, message: () => string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message())), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
