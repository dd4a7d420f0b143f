import assert from "node:assert/strict";
import { join } from "node:path";
import { withDataDir } from "../dev_harness.ts";
import { type Course, kiB, watch } from "./course_harness.ts";
import {
  allLanded,
  drain,
  type FaultyProcess,
  healthOf,
  measured,
  startFaulty,
  waitFor,
} from "./fault_harness.ts";
import { assertFlat, cpuOf, type Footprint, footprintsOf, memoryOf, warmUp } from "./footprint_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const sampleEveryMs = 2000;
/** Share of the time in which caches fill, at least. */
const warmUpShare = 1 / 3;
/**
 * And what fills them: of each answer of a page DuckDB 1.5.5 keeps 3 kB, up to some 50 MB (32,768 entries a queue of what
 * finished queries held); by landings alone that would take hours.
 */
const warmAnswers = 20_000;
const mostBytesAMinute = 2 ** 20;
/** Below, a slope says nothing. */
const leastMinutes = 10;
const leastWatchedMinutes = 5;
const mostMoreFiles = 5;
const soakRepeats = 199;
const mostBurstBytes = 2 * 2 ** 30;
const lookEveryMs = 1000;
const idleMs = 10_000;
const askedAtOnce = 4;
const askedCells = ["totals", "series", "terms", "newest"];
/** Of one core. */
const mostIdleCpu = 0.2;

/**
 * Lands lines at a rate for so long, then nothing for a while. Nearly all of them repeat what has landed: new data stay
 * in memory until the database's next checkpoint, and would hide what grows without them. Pages are asked for without
 * pause until memory is watched. Open files must stay as they are, and memory too, where that can be told.
 */
export async function soak(seed: number, rate: number, minutes: number): Promise<Course[]> {
  const fresh = rate / (1 + soakRepeats);
  const count = Math.ceil(fresh * minutes * 60);
  const numbers: Numbers = { seed, count, rate: fresh, duplicates: soakRepeats, bad: 0.001 };
  const long = minutes >= leastMinutes;
  let courses: Course[] = [];
  await withNumbers(numbers, async (owner, ingest) => {
    const watched = [watch("owner", owner), watch("ingest", ingest)];
    let read = false;
    ingest.ended().then(() => read = true);
    const url = await owner.url();
    await waitFor("lines come", async () => ((await healthOf(owner))?.lag ?? 0) > 0);
    const began = performance.now();
    const totalMs = minutes * 60_000;
    let answered = 0;
    const warm = () =>
      performance.now() - began > warmUpShare * totalMs && answered >= (long ? warmAnswers : 1);
    const ask = (n: number) => askPage(url, n).then((answers) => answered += answers);
    const asking = Promise.all(Array.from({ length: askedAtOnce }, async (_, i) => {
      for (let n = i; !read && !warm(); n++) await ask(n);
    }));
    let watchedFrom = Infinity;
    while (!read) {
      await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
      const at = performance.now() - began;
      if (!warm() || at > totalMs - sampleEveryMs) continue;
      watchedFrom = Math.min(watchedFrom, at);
      for (const { sample } of watched) await sample(at / 60_000);
    }
    await asking;
    const watchedMinutes = (totalMs - watchedFrom) / 60_000;
    const late = `${answered} pages were answered: this machine is too busy to tell a slope`;
    assert.ok(answered > 0 && (!long || watchedMinutes > leastWatchedMinutes), late);
    await allLanded(owner);
    const before = await footprintsOf([owner]);
    const busy = await cpuOf(owner);
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const share = (await cpuOf(owner) - busy) / (idleMs / 1000);
    assert.ok(share < mostIdleCpu, `${share} of a core while nothing comes`);
    assertFlat(before, await footprintsOf([owner]));
    courses = watched.map(({ course }) => course());
  });
  for (const { name, slope, heapSlope, files: [first, last] } of courses) {
    assert.ok(
      !long || Math.max(slope, heapSlope) < mostBytesAMinute,
      `memory of ${name} grows by ${kiB(slope)} KiB a minute, what is left of its heap by ${kiB(heapSlope)}`,
    );
    assert.ok(last <= first + mostMoreFiles, `open files of ${name}: ${first}, then ${last}`);
  }
  return courses;
}

/** Asks for one of the cells of a page. @returns 1 where it is answered, else 0. */
async function askPage(url: string, n: number): Promise<number> {
  const cell = askedCells[n % askedCells.length];
  const answer = await fetch(`${url}api/pages/topic/cells/${cell}?topic=number&window=all`);
  await answer.body?.cancel();
  return answer.ok ? 1 : 0;
}

/**
 * Ten times a rate for so long; no process may take more than 2 GiB, nor keep any of it.
 * @returns how long after it was read the last of it landed, and the most memory of a process.
 */
export async function burst(
  seed: number,
  rate: number,
  minutes: number,
): Promise<{ landedMs: number; mostBytes: number }> {
  const numbers: Numbers = {
    seed,
    count: Math.ceil(10 * rate * minutes * 60),
    rate: 10 * rate,
    duplicates: 0.02,
  };
  let landedMs = 0;
  let mostBytes = 0;
  const look = async (...processes: FaultyProcess[]) => {
    mostBytes = Math.max(mostBytes, ...await Promise.all(processes.map(memoryOf)));
    assert.ok(mostBytes < mostBurstBytes, `${mostBytes} bytes of memory`);
  };
  await withNumbers(numbers, async (owner, ingest, before) => {
    const reading = ingest.ended().then(() => performance.now());
    let over = false;
    const landing = reading.then(() => allLanded(owner)).finally(() => over = true);
    landing.catch(() => {});
    for (; !over; await new Promise((resolve) => setTimeout(resolve, lookEveryMs))) await look(owner, ingest);
    await landing;
    const read = await reading;
    landedMs = Math.round(performance.now() - read);
    assertFlat(before, await footprintsOf([owner]));
  });
  return { landedMs, mostBytes };
}

async function withNumbers(
  numbers: Numbers,
  run: (owner: FaultyProcess, ingest: FaultyProcess, before: Footprint[]) => Promise<void>,
): Promise<void> {
  await withDataDir(async (folder) => {
    const file = join(folder, "numbers.ndjson");
    const dataDir = join(folder, "data");
    await writeNumbers(file, numbers);
    {
      await using owner = startFaulty("serve", dataDir, measured);
      const before = await warmUp(dataDir, [owner], {}, numbers);
      await using ingest = startFaulty("ingest", dataDir, measured, ["--replay", file, "--speed", "real"]);
      await run(owner, ingest, before);
      for (const one of [ingest, owner]) await drain(one);
    }
    await checkNumbers(dataDir, numbers);
  });
}
