import assert from "node:assert/strict";
import { join } from "node:path";
import { start, type Started, withDataDir } from "../dev_harness.ts";
import { allLanded, cpuOf, drain, filesOf, healthOf, memoryOf, waitFor } from "./fault_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const sampleEveryMs = 5000;
/** Share of the time in which caches fill. */
const warmUp = 1 / 3;
const mostBytesAMinute = 2 ** 20;
/** Below, a slope says nothing. */
const leastMinutes = 10;
const mostMoreFiles = 5;
const soakRepeats = 199;
const idleMs = 20_000;
/** Of one core. */
const mostIdleCpu = 0.2;

/** What was seen of a process. */
export interface Course {
  name: string;
  /** After the warm-up, bytes a minute. */
  slope: number;
  /** Open files at its end and after the warm-up. */
  files: [number, number];
}

/**
 * Lands lines at a rate for so long, then nothing for a while. Nearly all of them repeat what has landed: new data stay
 * in memory until the database's next checkpoint, and would hide what grows without them. Open files must stay as they
 * are, and memory too, where that can be told: collected garbage alone moves it by some MiB within minutes.
 */
export async function soak(seed: number, rate: number, minutes: number): Promise<Course[]> {
  const fresh = rate / (1 + soakRepeats);
  const count = Math.ceil(fresh * minutes * 60);
  const numbers: Numbers = { seed, count, rate: fresh, duplicates: soakRepeats, bad: 0.001 };
  let courses: Course[] = [];
  await withNumbers(numbers, async (owner, ingest) => {
    const watched = [{ name: "owner", ...watch(owner) }, { name: "ingest", ...watch(ingest) }];
    let read = false;
    ingest.ended().then(() => read = true);
    const began = performance.now();
    const totalMs = minutes * 60_000;
    while (!read) {
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
      const at = performance.now() - began;
      if (at > warmUp * totalMs && at < totalMs - sampleEveryMs) {
        for (const { sample } of watched) await sample(at / 60_000);
      }
    }
    await allLanded(owner);
    const busy = await cpuOf(owner);
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const share = (await cpuOf(owner) - busy) / (idleMs / 1000);
    assert.ok(share < mostIdleCpu, `${share} of a core while nothing comes`);
    courses = watched.map(({ name, course }) => ({ name, ...course() }));
  });
  for (const { name, slope, files: [first, last] } of courses) {
    assert.ok(
      minutes < leastMinutes || slope < mostBytesAMinute,
      `memory of ${name} grows by ${Math.round(slope / 1024)} KiB a minute`,
    );
    assert.ok(last <= first + mostMoreFiles, `open files of ${name}: ${first}, then ${last}`);
  }
  return courses;
}

/** Ten times a rate for so long: what waits must land within twice that time. */
export async function burst(seed: number, rate: number, minutes: number): Promise<{ landedMs: number }> {
  const numbers: Numbers = {
    seed,
    count: Math.ceil(10 * rate * minutes * 60),
    rate: 10 * rate,
    duplicates: 0.02,
  };
  let landedMs = 0;
  await withNumbers(numbers, async (owner, ingest) => {
    await ingest.ended();
    const read = performance.now();
    const late = read + 2 * minutes * 60_000;
    await waitFor("the owner answers", async () => (await healthOf(owner)) !== undefined);
    while ((await healthOf(owner))?.lag !== 0) {
      assert.ok(performance.now() < late, "lag does not fall");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    landedMs = Math.round(performance.now() - read);
  });
  return { landedMs };
}

async function withNumbers(
  numbers: Numbers,
  run: (owner: Started, ingest: Started) => Promise<void>,
): Promise<void> {
  await withDataDir(async (folder) => {
    const file = join(folder, "numbers.ndjson");
    const dataDir = join(folder, "data");
    await writeNumbers(file, numbers);
    {
      await using owner = start("serve", dataDir);
      await owner.url();
      await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "real"]);
      await run(owner, ingest);
      for (const one of [ingest, owner]) await drain(one);
    }
    await checkNumbers(dataDir, numbers);
  });
}

function watch(started: Started) {
  const points: { minute: number; bytes: number }[] = [];
  const files: number[] = [];
  return {
    async sample(minute: number) {
      const bytes = await memoryOf(started);
      if (bytes === 0) return;
      points.push({ minute, bytes });
      files.push(await filesOf(started));
    },
    course: () => ({ slope: slopeOf(points), files: [files[0] ?? 0, files.at(-1) ?? 0] as [number, number] }),
  };
}

/** By least squares. */
function slopeOf(points: { minute: number; bytes: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minute = mean(points.map((point) => point.minute));
  const bytes = mean(points.map((point) => point.bytes));
  const products = points.reduce((sum, point) => sum + (point.minute - minute) * (point.bytes - bytes), 0);
  return products / points.reduce((sum, point) => sum + (point.minute - minute) ** 2, 0);
}
