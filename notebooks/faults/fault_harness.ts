import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { start, type Started, tryKill } from "../dev_harness.ts";
import { type Fault, faultVariable } from "./preload_harness.ts";

const preload = new URL("./preload_harness.ts", import.meta.url).href;
const waitMs = 60_000;

/** A process that is to fail, and whether it has. */
export interface FaultyProcess extends Started {
  /** Whether the fault has happened: the process itself has said so just before. */
  fired(): boolean;
  /** Lets its clock jump. */
  jump(): void;
  /** Where it says what its heap holds, if it is to. */
  readonly heapFile: string;
}

/** No fault: a process that says what its heap holds, so that its footprint can be taken. */
export const measured: Fault = { collectEveryMs: 1000 };

/** Variables and arguments of `deno run` by which a process gets a fault. */
export function faultArgs(fault: Fault): { env: { [name: string]: string }; denoArgs: string[] } {
  return {
    env: { [faultVariable]: JSON.stringify(fault) },
    denoArgs: ["--allow-run", "--allow-write", "--v8-flags=--expose-gc", "--preload", preload],
  };
}

/** Starts a task of ours with a fault: the program is the shipped one, with a module of the tests loaded before it. */
export function startFaulty(
  task: "serve" | "ingest" | "analyse",
  dataDir: string,
  fault: Fault,
  args: string[] = [],
  settings: { [name: string]: string } = {},
): FaultyProcess {
  // Not in the data folder, whose disk may be full.
  const told = Deno.makeTempDirSync({ prefix: "groundswell-fault-" });
  const files = { mark: join(told, "fired"), heapFile: join(told, "heap"), jumpFile: join(told, "jump") };
  const { env, denoArgs } = faultArgs({ ...fault, ...files });
  const started = start(task, dataDir, args, { ...settings, ...env }, denoArgs);
  return {
    ...started,
    fired: () => existsSync(files.mark),
    jump: () => Deno.writeTextFileSync(files.jumpFile, ""),
    heapFile: files.heapFile,
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      await Deno.remove(told, { recursive: true });
    },
  };
}

/** Waits until something holds. @throws when it does not within a minute. */
export async function waitFor(
  what: string | (() => string),
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  for (const end = Date.now() + waitMs; !await holds();) {
    if (Date.now() > end) {
      assert.fail(`not in ${waitMs / 1000} s: ${typeof what === "string" ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What an owner says of itself; undefined while it does not answer. */
export async function healthOf(
  owner: Started,
): Promise<{ ok: boolean; lag?: number; stages: Record<string, string> } | undefined> {
  try {
    return await (await fetch(`${await owner.url()}healthz`)).json();
  } catch {
    return undefined;
  }
}

/** Waits until all that is on the log has landed. @throws when nothing has moved for a minute. */
export async function allLanded(owner: Started): Promise<void> {
  const { output } = owner;
  let before: number | undefined;
  while (before !== 0) {
    let lag: number | undefined;
    await waitFor(() => `lag is no longer ${before}: ${output.out}${output.err}`, async () => {
      lag = (await healthOf(owner))?.lag;
      return lag !== undefined && lag !== before;
    });
    before = lag;
  }
}

/** Waits until an analyst listens to signals: before, they end it as they end any process. */
export async function analyses({ output }: Started): Promise<void> {
  await waitFor(() => `it analyses: ${output.out}${output.err}`, () => output.out.includes("Analysing what"));
}

/** Ends a process by SIGTERM, where it has not ended yet: it must end with 0. */
export async function drain(started: Started): Promise<void> {
  tryKill(started.child, "SIGTERM");
  const { code, out, err } = await started.ended();
  assert.equal(code, 0, out + err);
}

/** Waits until a process has killed itself where it should. */
export async function assertKilled(faulty: FaultyProcess): Promise<void> {
  let over = false;
  faulty.ended().then(() => over = true);
  const { output } = faulty;
  await waitFor(() => `the fault happens: ${output.out}${output.err}`, () => over || faulty.fired());
  const { signal, out, err } = await faulty.ended();
  assert.ok(faulty.fired(), `the fault did not happen: ${out}${err}`);
  assert.equal(signal, "SIGKILL", out + err);
}

/** Replays a file by an ingest of its own, to its end. */
export async function ingestAll(
  dataDir: string,
  file: string,
  settings: { [name: string]: string } = {},
): Promise<void> {
  await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "max"], settings);
  const { code, out, err } = await ingest.ended();
  assert.equal(code, 0, out + err);
}
