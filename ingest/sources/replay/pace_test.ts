import assert from "node:assert/strict";
import { createReplay } from "../replay.ts";
import { statusLine, withFiles } from "./files_harness.ts";
import { createPace, formatGap } from "./pace.ts";
import { sortRecords } from "./tally_harness.ts";

const start = Date.UTC(2026, 0, 1);

interface Paced {
  /** Milliseconds after the start at which each post was delivered. */
  ids: [id: string, afterMs: number][];
  createdAt: number[];
  deliveries: number;
  waits: number;
  said: string[];
}

async function replayPaced(
  files: { [name: string]: string },
  speed: number,
  shiftToNow = false,
  tickMs = 0,
): Promise<Paced> {
  const paced: Paced = { ids: [], createdAt: [], deliveries: 0, waits: 0, said: [] };
  let clock = start;
  const report = {
    say: (text: string) => void paced.said.push(text),
    warn() {},
    progress() {},
    endProgress() {},
  };
  const wait = (ms: number) => {
    paced.waits++;
    return Promise.resolve(void (clock += ms));
  };
  await withFiles(files, async (folder) => {
    const replay = createReplay({ globs: [`${folder}/*`], shiftToNow, speed }, {
      now: () => clock += tickMs,
      report,
      wait,
    });
    for await (const delivery of replay.open(undefined, new AbortController().signal)) {
      paced.deliveries++;
      for (const post of sortRecords([delivery]).posts) {
        paced.ids.push([post.id, clock - start]);
        paced.createdAt.push(post.createdAt);
      }
    }
  });
  return paced;
}

function lines(...seconds: number[]): string {
  return seconds.map((second) => statusLine(Math.round(second * 1000), second) + "\n").join("");
}

Deno.test("createPace() makes the first post due at once and dead letters always", () => {
  const pace = createPace(10, () => start);
  assert.equal(pace.dueAt(undefined), -Infinity);
  assert.equal(pace.dueAt(5_000_000), start);
  assert.equal(pace.dueAt(5_010_000), start + 1000);
  assert.equal(pace.dueAt(4_990_000), start - 1000);
});

Deno.test("paced replay delivers each post when it is due, over all files in order of event time", async () => {
  const { ids } = await replayPaced({ "1.ndjson": lines(0, 10, 30), "2.ndjson": lines(5, 20, 40) }, 1);
  assert.deepEqual(ids, [["1", 0], ["5001", 5000], ["10001", 10_000], ["20001", 20_000], ["30001", 30_000], [
    "40001",
    40_000,
  ]]);
});

Deno.test("paced replay at 10 times takes a tenth of the time", async () => {
  const { ids } = await replayPaced({ "1.ndjson": lines(0, 10, 30) }, 10);
  assert.deepEqual(ids, [["1", 0], ["10001", 1000], ["30001", 3000]]);
});

Deno.test("paced replay delivers what is close together in one, and never later than 100 ms", async () => {
  const seconds = Array.from({ length: 500 }, (_, at) => at * 0.01);
  const { ids, deliveries } = await replayPaced({ "1.ndjson": lines(...seconds) }, 1);
  assert.equal(ids.length, 500);
  assert.ok(deliveries >= 45 && deliveries <= 60, String(deliveries));
  for (const [id, afterMs] of ids) {
    const late = afterMs - (Number(id) - 1);
    assert.ok(late >= 0 && late <= 100, `${id} after ${afterMs} ms`);
  }
});

Deno.test("paced replay delivers a post that is out of order when it is reached, and dead letters at once", async () => {
  const { ids } = await replayPaced({ "1.ndjson": lines(10) + "broken\n" + lines(3, 12) }, 1);
  assert.deepEqual(ids, [["10001", 0], ["3001", 0], ["12001", 2000]]);
});

Deno.test("paced replay that begins with a dead letter delivers the posts after it in time", async () => {
  const { ids } = await replayPaced({ "1.ndjson": "broken\n" + lines(0, 10, 30) }, 1);
  assert.deepEqual(ids.map(([, afterMs]) => afterMs), [0, 10_000, 30_000]);
});

Deno.test("paced replay that is behind delivers every 100 ms all the same", async () => {
  const { deliveries } = await replayPaced({ "1.ndjson": lines(...Array(500).fill(1)) }, 1, false, 1);
  assert.ok(deliveries >= 10, String(deliveries));
});

Deno.test("paced replay waits a long gap out, says so once, and does not spin", async () => {
  const gap = 3 * 3600 + 12 * 60;
  const { ids, said, waits } = await replayPaced({ "1.ndjson": lines(0, gap, gap + 30) }, 1);
  assert.deepEqual(ids.map(([, afterMs]) => afterMs), [0, gap * 1000, (gap + 30) * 1000]);
  assert.deepEqual(said, ["replay: next post in 3 h 12 min"]);
  assert.ok(waits <= gap / 10 + 4, String(waits));
});

Deno.test("paced replay delivers a dead letter when it is reached, before what is due later elsewhere", async () => {
  const deliveries: string[] = [];
  let clock = start;
  const report = { say() {}, warn() {}, progress() {}, endProgress() {} };
  const wait = (ms: number) => Promise.resolve(void (clock += ms));
  await withFiles(
    { "1.ndjson": lines(0) + "broken\n" + lines(60), "2.ndjson": lines(30) },
    async (folder) => {
      const options = { globs: [`${folder}/*`], shiftToNow: false, speed: 1 };
      const replay = createReplay(options, { now: () => clock, report, wait });
      for await (const { records } of replay.open(undefined, new AbortController().signal)) {
        deliveries.push(...records.map(({ key }) => `${key} ${clock - start}`));
      }
    },
  );
  assert.deepEqual(deliveries, ["1 0", "1.ndjson:2 0", "30001 30000", "60001 60000"]);
});

Deno.test("paced replay shifted to now has its first post now", async () => {
  const { createdAt } = await replayPaced({ "1.ndjson": lines(20, 25), "2.ndjson": lines(10) }, 1, true);
  assert.deepEqual(createdAt, [start, start + 10_000, start + 15_000]);
  const late = await replayPaced({ "1.ndjson": lines(20, 5, 25) }, 1, true);
  assert.deepEqual(late.createdAt, [start, start - 15_000, start + 5000]);
});

Deno.test("replay faster than real time shifted to now has its newest post now, and none ahead of the clock", async () => {
  const { ids, createdAt } = await replayPaced(
    { "1.ndjson": lines(20, 50), "2.ndjson": lines(10) },
    10,
    true,
  );
  assert.deepEqual(createdAt, [start - 40_000, start - 30_000, start]);
  assert.deepEqual(ids.map(([, at]) => at), [0, 1000, 4000]);
});

Deno.test("paced replay stops in the middle of a wait when aborted, and closes its files", async () => {
  const report = { say() {}, warn() {}, progress() {}, endProgress() {} };
  await withFiles({ "1.ndjson": lines(0, 3600), "2.ndjson": lines(1800) }, async (folder) => {
    const abort = new AbortController();
    const replay = createReplay({ globs: [`${folder}/*`], shiftToNow: false, speed: 1 }, {
      now: Date.now,
      report,
    });
    let deliveries = 0;
    const deadline = AbortSignal.timeout(10_000);
    for await (const { cursor } of replay.open(undefined, abort.signal)) {
      deliveries++;
      assert.notEqual((cursor as { finished: boolean }).finished, true);
      setTimeout(() => abort.abort(), 20);
    }
    assert.equal(deliveries, 1);
    assert.ok(!deadline.aborted);
  });
});

Deno.test("formatGap() names a length as people do", () => {
  const minute = 60_000;
  const gaps = [45_000, 90_000, 12 * minute, 192 * minute, 50 * 60 * minute];
  assert.deepEqual(gaps.map(formatGap), ["45 s", "2 min", "12 min", "3 h 12 min", "2 d 2 h"]);
});
