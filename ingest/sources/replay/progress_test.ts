import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Progress } from "../../base/report.ts";
import { createReplay } from "../replay.ts";
import { statusLines, withFiles } from "./files_harness.ts";

Deno.test("replay feeds its bar with compressed bytes and posts a second, and ends it", async () => {
  const files = { "1.ndjson.gz": gzipSync(statusLines(0, 3000)), "2.ndjson": statusLines(3000, 4500) };
  await withFiles(files, async (folder) => {
    const steps: Progress[] = [];
    let ended = 0;
    let clock = 0;
    const report = {
      say() {},
      warn() {},
      progress: (progress: Progress) => void steps.push(progress),
      endProgress: () => void ended++,
    };
    const replay = createReplay({ globs: [`${folder}/*`], shiftToNow: false, speed: "max" }, {
      now: () => Date.UTC(2026, 0, 1) + clock,
      report,
    });
    for await (const _ of replay.open(undefined, new AbortController().signal)) clock += 1000;
    const total = files["1.ndjson.gz"].length + files["2.ndjson"].length;
    assert.ok(steps.length >= 5);
    assert.ok(steps.every((step, at) => step.total === total && step.done >= (steps[at - 1]?.done ?? 0)));
    assert.deepEqual(steps.at(-1), { label: "replay", done: total, total, rate: "900 posts/s" });
    assert.equal(ended, 1);
  });
});
