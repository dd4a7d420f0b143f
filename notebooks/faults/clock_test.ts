import assert from "node:assert/strict";
import { join } from "node:path";
import { withDataDir } from "../dev_harness.ts";
import { allLanded, drain, healthOf, measured, startFaulty, waitFor } from "./fault_harness.ts";
import { assertFlat, footprintsOf, warmUp } from "./footprint_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import { sideBySide } from "./side_by_side_harness.ts";

const hourMs = 3_600_000;
const clocks = [
  { name: "an hour back for ingest", of: "ingest", jumpMs: -hourMs },
  { name: "a day ahead for ingest", of: "ingest", jumpMs: 24 * hourMs },
  { name: "an hour ahead for the owner", of: "owner", jumpMs: hourMs },
  { name: "a day back for the owner", of: "owner", jumpMs: -24 * hourMs },
];

Deno.test("a clock that jumps loses and doubles nothing", (test) =>
  sideBySide(
    test,
    clocks.map(({ name, of, jumpMs }) => ({
      name,
      fn: () =>
        withDataDir(async (folder) => {
          const numbers: Numbers = { seed: 31, count: 3000, duplicates: 0.1 };
          const file = join(folder, "numbers.ndjson");
          await writeNumbers(file, numbers);
          const dataDir = join(folder, "data");
          await using owner = startFaulty("serve", dataDir, { ...measured, jumpMs });
          const before = await warmUp(dataDir, [owner]);
          await using ingest = startFaulty("ingest", dataDir, { jumpMs }, [
            "--replay",
            file,
            "--speed",
            "1",
          ]);
          await waitFor("posts come", async () => ((await healthOf(owner))?.lag ?? 0) > 0);
          (of === "owner" ? owner : ingest).jump();
          const { code, out, err } = await ingest.ended();
          assert.equal(code, 0, out + err);
          await allLanded(owner);
          assertFlat(before, await footprintsOf([owner]));
          await drain(owner);
          await checkNumbers(dataDir, numbers);
        }),
    })),
  ));
