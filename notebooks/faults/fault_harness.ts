import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { start, type Started, tryKill } from "../dev_harness.ts";
import { type Fault, faultVariable } from "./preload_harness.ts";

const preload = new URL("./preload_harness.ts", import.meta.url).href;
const waitMs = 60_000;
/** Caches that fill and garbage that waits; what a fault dams up would be more. */
const mostMoreMiB = 80;
const mostMoreFiles = 8;

/** A process that is to fail, and whether it has. */
export interface FaultyProcess extends Started {
  /** Whether the fault has happened: the process itself has said so just before. */
  fired(): boolean;
}

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
  const mark = join(dataDir, `fault-${crypto.randomUUID()}`);
  const { env, denoArgs } = faultArgs({ ...fault, mark });
  const started = start(task, dataDir, args, { ...settings, ...env }, denoArgs);
  return Object.assign(started, { fired: () => existsSync(mark) });
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

/** Resident memory of a process, bytes. By `ps`, because Deno itself reads /proc with all permissions only. */
export async function memoryOf({ child }: Pick<Started, "child">): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(child.pid)] }).output();
  return Number(new TextDecoder().decode(stdout)) * 1024;
}

/** Processor time of a process so far, seconds. */
export async function cpuOf({ child }: Pick<Started, "child">): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "cputimes=", "-p", String(child.pid)] })
    .output();
  return Number(new TextDecoder().decode(stdout));
}

/** Files and sockets that a process has open. */
export async function filesOf({ child }: Pick<Started, "child">): Promise<number> {
  const { stdout } = await new Deno.Command("ls", { args: [`/proc/${child.pid}/fd`], stderr: "null" })
    .output();
  return new TextDecoder().decode(stdout).trim().split("\n").length;
}

/** What a process holds: resident memory in bytes, open files and sockets. */
export interface Footprint {
  bytes: number;
  files: number;
}

/** What some processes hold now. */
export function footprintsOf(processes: Started[]): Promise<Footprint[]> {
  return Promise.all(
    processes.map(async (one) => ({ bytes: await memoryOf(one), files: await filesOf(one) })),
  );
}

/** A fault has left nothing behind: no process holds much more than before it, in the same order. A young one still grows. */
export function assertFlat(before: Footprint[], after: Footprint[], mostMiB = mostMoreMiB): void {
  for (const [i, { bytes, files }] of after.entries()) {
    const text = `process ${i}: ${JSON.stringify(before[i])}, then ${JSON.stringify(after[i])}`;
    assert.ok(bytes < before[i]!.bytes + mostMiB * 2 ** 20, text);
    assert.ok(files <= before[i]!.files + mostMoreFiles, text);
  }
}
