import assert from "node:assert/strict";
import { join } from "node:path";
import { Draw, keyOf } from "../../ingest/sources/sample/random.ts";
import { start, type Started, tryKill, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, healthOf, waitFor } from "./fault_harness.ts";
import { checkNumbers, type Counted, type Numbers, writeNumbers } from "./numbers_harness.ts";

/** How long a loop of kills goes on. */
export interface KillLoop {
  seed: number;
  /** Numbers of the recorded file, and how fast they are replayed: so many times as fast as their own 1,000 a second. */
  count: number;
  speed: number;
  /** Whether there is to be another kill, after so many. */
  goesOn(kills: number): boolean;
  settings?: { [name: string]: string };
  /** Further processes that are killed, such as analysts over Kafka. */
  analysts?: number;
}

const shortestMs = 300;
const longestMs = 3000;

/** Kills owner, ingest or an analyst at random, every 0.3 to 3 s, while numbers land; then counts them. */
export async function killLoop(loop: KillLoop): Promise<Counted & { kills: number; rounds: number }> {
  const { seed, count, speed, goesOn, settings = {}, analysts = 0 } = loop;
  const draw = new Draw(keyOf(seed, 77));
  let kills = 0;
  for (let rounds = 1;; rounds++) {
    const prefix = settings.KAFKA_PREFIX === undefined
      ? {}
      : { KAFKA_PREFIX: `${settings.KAFKA_PREFIX}${rounds}.` };
    const own = { ...settings, ...prefix };
    const numbers: Numbers = {
      seed: keyOf(seed, rounds),
      count,
      duplicates: 0.05,
      reorder: 100,
      bad: 0.01,
    };
    const counted = await withRound(numbers, async (dataDir, file) => {
      const replay = ["--replay", file, "--speed", String(speed)];
      const launch = [
        () => start("serve", dataDir, [], own),
        () => start("ingest", dataDir, replay, own),
        ...Array.from({ length: analysts }, () => () => start("analyse", dataDir, [], own)),
      ];
      const running: Started[] = launch.map((begin) => begin());
      try {
        const ends = endOf(running[1]!);
        let over = ends;
        while (goesOn(kills)) {
          const waitMs = shortestMs + draw.below(longestMs - shortestMs);
          await new Promise((resolve) => setTimeout(resolve, waitMs));
          const which = draw.below(running.length);
          if (over.code() !== undefined) break;
          tryKill(running[which]!.child, "SIGKILL");
          const { code, signal, out, err } = await running[which]!.ended();
          // It may have come to its end just now.
          if (which === 1 && code === 0) break;
          assert.equal(signal, "SIGKILL", `process ${which} ended by itself with ${code}: ${out}${err}`);
          kills++;
          running[which] = launch[which]!();
          if (which === 1) over = endOf(running[1]!);
        }
        const { code, err } = await running[1]!.ended();
        assert.equal(code, 0, err);
        await waitFor("the owner answers", async () => (await healthOf(running[0]!))?.ok === true);
        await allLanded(running[0]!);
        for (const one of [...running.slice(2), running[0]!]) await drain(one);
      } finally {
        for (const one of running) await one[Symbol.asyncDispose]();
      }
    });
    if (!goesOn(kills)) return { ...counted, kills, rounds };
  }
}

function endOf(started: Started): { code(): number | undefined } {
  let ended: number | undefined;
  started.ended().then(({ code }) => ended = code);
  return { code: () => ended };
}

async function withRound(
  numbers: Numbers,
  run: (dataDir: string, file: string) => Promise<void>,
): Promise<Counted> {
  let counted: Counted | undefined;
  await withDataDir(async (folder) => {
    const file = join(folder, "numbers.ndjson");
    const dataDir = join(folder, "data");
    await Deno.mkdir(dataDir);
    await writeNumbers(file, numbers);
    await run(dataDir, file);
    counted = await checkNumbers(dataDir, numbers);
  });
  return counted!;
}
