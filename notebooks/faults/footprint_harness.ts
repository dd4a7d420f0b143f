import assert from "node:assert/strict";
import { join } from "node:path";
import type { Started } from "../dev_harness.ts";
import { allLanded, type FaultyProcess, ingestAll, waitFor } from "./fault_harness.ts";
import { type Numbers, writeNumbers } from "./numbers_harness.ts";

/** What a process holds: of its heap once garbage is collected and resident in bytes, and open files and sockets. */
export interface Footprint {
  heap: number;
  resident: number;
  files: number;
}

/** What a fault dams up is posts, and these stand on the heap, which is else the same but for the lines of a landing: 18 MB. */
const mostMoreHeap = 32 * 2 ** 20;
/** Also of a process that has landed little before, with caches to fill and free memory that its allocators keep. */
const mostMoreResident = 512 * 2 ** 20;
const mostMoreFiles = 8;
/** What Deno 2.9.6 does not free of a worker that is ended in the middle of its work: its heap, and what it had open. */
const workerResident = 400 * 2 ** 20;
const workerFiles = 16;

/**
 * Lets an owner, and those who feed it, work for a while: a few of the numbers that a test lands come over and over. What was
 * before is then out of their hands: of a landing its lines are held until the next.
 * @returns what they then hold, in the order given, the owner first.
 */
export async function warmUp(
  dataDir: string,
  processes: [FaultyProcess, ...FaultyProcess[]],
  settings: { [name: string]: string } = {},
  { rate }: Pick<Numbers, "rate"> = {},
): Promise<Footprint[]> {
  await processes[0].url();
  const file = join(dataDir, `warm_up_${crypto.randomUUID()}.ndjson`);
  await writeNumbers(file, { seed: 1, count: 10, duplicates: 300, ...rate === undefined ? {} : { rate } });
  await ingestAll(dataDir, file, settings);
  await allLanded(processes[0]);
  return await footprintsOf(processes);
}

/** What some processes hold now. */
export function footprintsOf(processes: FaultyProcess[]): Promise<Footprint[]> {
  return Promise.all(processes.map(async (one) => ({
    heap: await heapOf(one),
    resident: await memoryOf(one),
    files: await filesOf(one),
  })));
}

/**
 * A fault has left nothing behind: no process holds much more than before it, in the same order.
 * @param ended how many workers were ended in the middle of their work.
 */
export function assertFlat(before: Footprint[], after: Footprint[], ended = 0): void {
  for (const [i, { heap, resident, files }] of after.entries()) {
    const was = before[i]!;
    const text = `process ${i}: ${JSON.stringify(was)}, then ${JSON.stringify(after[i])}`;
    assert.ok(heap < was.heap + mostMoreHeap, `heap of ${text}`);
    assert.ok(resident < was.resident + mostMoreResident + ended * workerResident, `memory of ${text}`);
    assert.ok(files <= was.files + mostMoreFiles + ended * workerFiles, `open files of ${text}`);
  }
}

/** Resident memory of a process, bytes. By `ps`, because Deno itself reads /proc with all permissions only. */
export async function memoryOf({ child }: Pick<Started, "child">): Promise<number> {
  return await psNumber(child, "rss") * 1024;
}

/** Processor time of a process so far, seconds. */
export function cpuOf({ child }: Pick<Started, "child">): Promise<number> {
  return psNumber(child, "cputimes");
}

/** Files and sockets that a process has open. */
export async function filesOf({ child }: Pick<Started, "child">): Promise<number> {
  const { stdout } = await new Deno.Command("ls", { args: [`/proc/${child.pid}/fd`], stderr: "null" })
    .output();
  return new TextDecoder().decode(stdout).trim().split("\n").length;
}

async function psNumber({ pid }: Deno.ChildProcess, column: string): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", `${column}=`, "-p", `${pid}`] }).output();
  return Number(new TextDecoder().decode(stdout));
}

/** What a process held of its heap when it collected garbage last, bytes, and how often it has done so. */
export async function lastHeapOf({ heapFile }: FaultyProcess): Promise<{ times: number; bytes: number }> {
  const [times = 0, bytes = 0] = (await Deno.readTextFile(heapFile).catch(() => "")).split(" ").map(Number);
  return { times, bytes };
}

// As it is from now on: garbage that was collected before may have been more.
async function heapOf(process: FaultyProcess): Promise<number> {
  const { output } = process;
  const { times } = await lastHeapOf(process);
  let now = await lastHeapOf(process);
  await waitFor(() => `garbage is collected: ${output.out}${output.err}`, async () => {
    now = await lastHeapOf(process);
    return now.times > times + 1 && now.bytes > 0;
  });
  return now.bytes;
}
