import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { allLanded, drain, waitFor } from "./fault_harness.ts";
import { killLoop } from "./kill_loop_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";

const kills = 12;
const seed = Math.floor(Math.random() * 2 ** 31);

Deno.test(`${kills} kills every 0.3 to 3 s, of owner or ingest, lose and double nothing`, async () => {
  console.error(`seed ${seed}`);
  const result = await killLoop({ seed, count: 20_000, speed: 2, goesOn: (done) => done < kills });
  assert.equal(result.kills, kills);
});

Deno.test("SIGTERM under load drains and ends with 0, and nothing is read again", () =>
  withDataDir(async (folder) => {
    const numbers: Numbers = { seed: 3, count: 12_000 };
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, numbers);
    const dataDir = join(folder, "data");
    const startBoth = (speed: string) =>
      [
        start("serve", dataDir),
        start("ingest", dataDir, ["--replay", file, "--speed", speed]),
      ] as const;
    {
      // So slow that it cannot be over before it is ended.
      const [owner, ingest] = startBoth("0.5");
      await using _owner = owner;
      await using _ingest = ingest;
      await owner.url();
      await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
      await waitFor("posts come", async () => (await log.range("posts", 0)).next > 2000n);
      await drain(ingest);
      await drain(owner);
    }
    const [owner, ingest] = startBoth("max");
    await using _owner = owner;
    await using _ingest = ingest;
    assert.equal((await ingest.ended()).code, 0);
    await allLanded(owner);
    await drain(owner);
    await checkNumbers(dataDir, numbers);
    assert.equal(await duplicates(dataDir), 0);
  }));

async function duplicates(dataDir: string): Promise<number> {
  await using store = await openStore(dataDir);
  const [row] = await store.writer.rows<{ n: number }>(
    "select sum(duplicates)::integer as n from base.landings",
  );
  return row!.n;
}
