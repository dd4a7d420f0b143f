import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { Draw, keyOf } from "../../ingest/sources/sample/random.ts";
import { start, type Started, tryKill, withDataDir } from "../dev_harness.ts";
import { drain, healthOf, waitFor } from "./fault_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const numbers: Numbers = { seed: 5, count: 3000 };
const seed = 11;

/** What is done to a file. */
const ways = {
  "cut in half": (bytes: Uint8Array) => bytes.slice(0, Math.floor(bytes.length / 2)),
  "made empty": () => new Uint8Array(),
  "flipped in places": (bytes: Uint8Array) => {
    const draw = new Draw(keyOf(seed, bytes.length));
    const flipped = bytes.slice();
    for (let i = 0; i < 40; i++) flipped[draw.below(bytes.length)]! ^= 1 << draw.below(8);
    return flipped;
  },
};

const closed = ["log.sqlite", "control.sqlite", "groundswell.duckdb"];
const open = [
  ...closed,
  "log.sqlite-wal",
  "control.sqlite-wal",
  "groundswell.duckdb.wal",
  "owner.json",
  "owner.lock",
];

/** What a folder is like before: left by processes that were killed, or by such that have drained. */
const states: { state: "killed" | "drained"; files: string[]; damages: (keyof typeof ways)[] }[] = [
  { state: "killed", files: open, damages: ["cut in half", "flipped in places"] },
  { state: "drained", files: closed, damages: ["cut in half", "flipped in places", "made empty"] },
];

/** A data folder in which some posts have landed. */
async function makeLanded(state: "killed" | "drained", dataDir: string, file: string): Promise<void> {
  await using owner = start("serve", dataDir);
  await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "2"]);
  await owner.url();
  {
    await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
    await waitFor("posts land", async () => {
      const { next } = await log.range("posts", 0);
      return next > 1500n && ((await healthOf(owner))?.lag ?? Infinity) < 500;
    });
    // While it is open elsewhere, closing it here leaves its write-ahead file in place.
  }
  if (state === "drained") {
    for (const one of [ingest, owner]) await drain(one);
    return;
  }
  for (const one of [ingest, owner]) tryKill(one.child, "SIGKILL");
  await Promise.all([owner.ended(), ingest.ended()]);
}

/** Either a process refuses with code 2 and one line that names the file, or all numbers land. */
async function refusesOrLands(dataDir: string, file: string, damaged: string): Promise<void> {
  await using owner = start("serve", dataDir);
  await using ingest = start("ingest", dataDir, ["--replay", file, "--speed", "max"]);
  const ends = await Promise.all([ownerEnds(owner, ingest), ingest.ended()]);
  // The owner may go on where what is damaged is behind it, and only ingest meets it.
  const refused = ends.find((end) => end !== undefined && end.code !== 0);
  if (refused !== undefined) {
    assert.equal(refused.code, 2, refused.err);
    const lines = refused.err.trim().split("\n");
    const name = damaged.replace(/[-.]wal$/, "");
    assert.ok(lines.at(-1)!.includes(name), refused.err);
    assert.doesNotMatch(refused.err, /\n\s+at /, "no stack");
    return;
  }
  await drain(owner);
  await checkNumbers(dataDir, numbers).catch((error) => assert.match(error.message, /corrupt|checksum/i));
}

/** How an owner has ended before all was landed; undefined where all is. */
async function ownerEnds(
  owner: Started,
  ingest: Started,
): Promise<Awaited<ReturnType<Started["ended"]>> | undefined> {
  let end: Awaited<ReturnType<Started["ended"]>> | undefined;
  owner.ended().then((ended) => end = ended);
  let read = false;
  ingest.ended().then(() => read = true);
  await waitFor(
    () => `all lands or the owner ends: ${owner.output.err}`,
    async () => end !== undefined || read && (await healthOf(owner))?.lag === 0,
  );
  return end;
}

for (const { state, files, damages } of states) {
  for (const way of damages) {
    Deno.test(`a file of ${state} processes that is ${way} is refused by its name, or nothing is missing`, () =>
      withDataDir(async (folder) => {
        const file = join(folder, "numbers.ndjson");
        await writeNumbers(file, numbers);
        const whole = join(folder, "whole");
        await makeLanded(state, whole, file);
        for (const name of files) {
          const dataDir = join(folder, "damaged");
          await copyFolder(whole, dataDir);
          const path = join(dataDir, name);
          await Deno.writeFile(path, ways[way](await Deno.readFile(path)));
          await refusesOrLands(dataDir, file, name).catch((error) => {
            throw new Error(`${name} ${way}: ${error.message}`, { cause: error });
          });
          await Deno.remove(dataDir, { recursive: true });
        }
      }));
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (isFile) await Deno.copyFile(join(from, name), join(to, name));
  }
}
