import { join } from "node:path";
import { withDataDir } from "../dev_harness.ts";
import { allLanded, drain, startFaulty } from "./fault_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import type { Fault } from "./preload_harness.ts";

const hourMs = 3_600_000;
const clocks: { name: string; owner: Fault; ingest: Fault }[] = [
  { name: "an hour back for ingest", owner: {}, ingest: { jump: { afterMs: 1500, byMs: -hourMs } } },
  { name: "a day ahead for ingest", owner: {}, ingest: { jump: { afterMs: 1500, byMs: 24 * hourMs } } },
  { name: "an hour ahead for the owner", owner: { jump: { afterMs: 1500, byMs: hourMs } }, ingest: {} },
  { name: "a day back for the owner", owner: { jump: { afterMs: 1500, byMs: -24 * hourMs } }, ingest: {} },
];

for (const { name, owner: ofOwner, ingest: ofIngest } of clocks) {
  Deno.test(`a clock that jumps ${name} loses and doubles nothing`, () =>
    withDataDir(async (folder) => {
      const numbers: Numbers = { seed: 31, count: 3000, duplicates: 0.1 };
      const file = join(folder, "numbers.ndjson");
      await writeNumbers(file, numbers);
      const dataDir = join(folder, "data");
      await Deno.mkdir(dataDir);
      await using owner = startFaulty("serve", dataDir, ofOwner);
      await owner.url();
      // Half of it comes before the jump, half after it, and the pace goes on.
      await using ingest = startFaulty("ingest", dataDir, ofIngest, ["--replay", file, "--speed", "1"]);
      await drainWhenRead(ingest);
      await allLanded(owner);
      await drain(owner);
      await checkNumbers(dataDir, numbers);
    }));
}

async function drainWhenRead(ingest: Awaited<ReturnType<typeof startFaulty>>): Promise<void> {
  await ingest.ended();
  await drain(ingest);
}
