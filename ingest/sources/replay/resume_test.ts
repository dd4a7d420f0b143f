import assert from "node:assert/strict";
import { needsShared, sharedPath } from "../../base/test_needs.ts";
import { statusLines, withFiles } from "./files_harness.ts";
import type { ReplayOptions } from "./options.ts";
import { sortRecords, tallyReplay } from "./tally_harness.ts";
import type { Delivery, Json } from "../source.ts";

const now = () => Date.UTC(2026, 0, 1);

function linesOf(deliveries: Delivery[]): string[] {
  return deliveries.flatMap(({ records }) => records.map(({ line }) => line));
}

// Through text, as it is stored.
function stored(delivery: Delivery): Json {
  return JSON.parse(JSON.stringify(delivery.cursor));
}

/** A clock that only moves when it is waited on. */
function fakeClock() {
  let at = now();
  return { now: () => at, wait: (ms: number) => Promise.resolve(void (at += ms)) };
}

function listing(count: number): string {
  const children = Array.from({ length: count }, (_, at) => ({
    kind: at % 7 === 0 ? "t5" : "t3",
    data: { id: `p${at}`, title: "t", created_utc: 1_456_833_600 + at },
  }));
  return JSON.stringify({ kind: "Listing", data: { children } });
}

const mixed = {
  "1.ndjson": statusLines(0, 1500) + "broken\n\n" + statusLines(1500, 2600),
  "2.json": listing(2500),
  "3.csv": "tweet_id,airline,text\n" +
    Array.from(
      { length: 1200 },
      (_, at) => `70${at + 1000}000000000000,D,"a\nb${at % 9 === 0 ? '"x' : '"'}\n`,
    ).join(""),
  "4.ndjson": "",
};

async function assertResumes(globs: string[], options: Partial<ReplayOptions> = {}): Promise<Delivery[]> {
  const { deliveries } = await tallyReplay(globs, options, fakeClock());
  const whole = linesOf(deliveries).map(withoutArrival);
  for (const [at, delivery] of deliveries.slice(0, -1).entries()) {
    const rest = await tallyReplay(globs, options, fakeClock(), stored(delivery));
    const both = [...linesOf(deliveries.slice(0, at + 1)), ...linesOf(rest.deliveries)].map(withoutArrival);
    assert.deepEqual(both, whole, `after delivery ${at}`);
    assert.deepEqual(rest.deliveries.at(-1)!.cursor, deliveries.at(-1)!.cursor);
  }
  return deliveries;
}

function withoutArrival(line: string): string {
  return line.replace(/"(receivedAt|at)":\d+/, "");
}

Deno.test("replay resumed from any of its deliveries yields the rest, exactly, and inside documents too", async () => {
  await withFiles(mixed, async (folder) => {
    const deliveries = await assertResumes([`${folder}/*`]);
    assert.ok(deliveries.length >= 6, String(deliveries.length));
    assert.ok(deliveries.every(({ records }) => records.length <= 1000));
  });
});

Deno.test("paced replay resumed from any of its deliveries yields the rest, in the same order", async () => {
  const files = { "1.ndjson": statusLines(0, 40), "2.ndjson": statusLines(3, 60), "3.json": listing(30) };
  await withFiles(files, async (folder) => {
    const deliveries = await assertResumes([`${folder}/*`], { speed: 10 });
    assert.ok(deliveries.length >= 25, String(deliveries.length));
  });
});

Deno.test("replay resumed keeps the shift of its start, whatever the time", async () => {
  await withFiles({ "1.ndjson": statusLines(0, 2500) }, async (folder) => {
    const options = { shiftToNow: true };
    const first = await tallyReplay([`${folder}/*`], options, { now });
    assert.equal(Math.max(...first.posts.map(({ createdAt }) => createdAt)), now());
    const later = () => now() + 3_600_000;
    const rest = await tallyReplay([`${folder}/*`], options, { now: later }, stored(first.deliveries[0]!));
    assert.deepEqual(
      rest.posts.map(({ createdAt }) => createdAt),
      first.posts.slice(1000).map((post) => post.createdAt),
    );
    const again = await tallyReplay(
      [`${folder}/*`],
      options,
      { now: later },
      stored(first.deliveries.at(-1)!),
    );
    assert.equal(Math.max(...again.posts.map(({ createdAt }) => createdAt)), later());
  });
});

Deno.test("replay that has finished starts over", async () => {
  await withFiles({ "1.ndjson": statusLines(0, 1500) }, async (folder) => {
    const first = await tallyReplay([`${folder}/*`]);
    const again = await tallyReplay([`${folder}/*`], {}, {}, stored(first.deliveries.at(-1)!));
    assert.equal(again.posts.length, 1500);
  });
});

Deno.test("replay starts over a file that has changed, and only that one", async () => {
  await withFiles(
    { "1.ndjson": statusLines(0, 1500), "2.ndjson": statusLines(1500, 4000) },
    async (folder) => {
      const first = await tallyReplay([`${folder}/*`]);
      const inSecond = stored(first.deliveries[2]!);
      await Deno.writeTextFile(`${folder}/2.ndjson`, statusLines(5000, 6000));
      const rest = await tallyReplay([`${folder}/*`], {}, {}, inSecond);
      assert.deepEqual([rest.posts.length, rest.posts[0]!.id], [1000, "5001"]);
    },
  );
});

Deno.test("replay sees that a file of the same size has changed by its time", async () => {
  await withFiles({ "1.ndjson": statusLines(1000, 2500) }, async (folder) => {
    const first = await tallyReplay([`${folder}/*`]);
    await Deno.writeTextFile(`${folder}/1.ndjson`, statusLines(5000, 6500));
    await Deno.utime(`${folder}/1.ndjson`, 1_000_000_000, 1_000_000_000);
    const rest = await tallyReplay([`${folder}/*`], {}, {}, stored(first.deliveries[0]!));
    assert.equal(rest.posts.length, 1500);
  });
});

Deno.test("replay resumed does not read again what was read to its end", async () => {
  const files = { "1.ndjson": statusLines(0, 1500), "2.ndjson": statusLines(1500, 4000) };
  await withFiles(files, async (folder) => {
    const first = await tallyReplay([`${folder}/*`]);
    const opened: string[] = [];
    const open = (path: string) => {
      opened.push(path.replace(folder, ""));
      return Deno.open(path);
    };
    await tallyReplay([`${folder}/*`], {}, { open }, stored(first.deliveries[2]!));
    assert.deepEqual(opened, ["/1.ndjson", "/2.ndjson", "/2.ndjson"]);
  });
});

Deno.test("replay starts over under other options, and with a cursor that is none of its own", async () => {
  await withFiles({ "1.ndjson": statusLines(0, 1500) }, async (folder) => {
    const first = await tallyReplay([`${folder}/*`]);
    const cursor = stored(first.deliveries[0]!);
    const others: [Partial<ReplayOptions>, Json][] = [
      [{ format: "x-v1" }, cursor],
      [{ shiftToNow: true }, cursor],
      [{}, { v: 2 }],
      [{}, "page 3"],
      [{}, null],
    ];
    for (const [options, other] of others) {
      assert.equal((await tallyReplay([`${folder}/*`], options, {}, other)).posts.length, 1500);
    }
  });
});

Deno.test("replay with nothing left to deliver still says that it has finished", async () => {
  await withFiles({ "1.ndjson": statusLines(0, 1500) }, async (folder) => {
    const first = await tallyReplay([`${folder}/*`]);
    const cursor = stored(first.deliveries[0]!);
    await Deno.writeTextFile(`${folder}/1.ndjson`, "");
    const { mtime, size } = await Deno.stat(`${folder}/1.ndjson`);
    const files = (cursor as { files: { [path: string]: object } }).files;
    for (const path of Object.keys(files)) files[path] = { ...files[path], size, mtimeMs: mtime!.getTime() };
    const rest = await tallyReplay([`${folder}/*`], {}, {}, cursor);
    assert.equal(rest.deliveries.length, 1);
    assert.deepEqual(rest.deliveries[0]!.cursor, first.deliveries.at(-1)!.cursor);
  });
});

Deno.test("replay of recorded files resumed from any delivery loses no id", needsShared, async () => {
  const globs = [sharedPath("data/twitter-v1/stocknet_2014-0*"), sharedPath("data/hackernews/items_2020*")];
  const { deliveries, unique } = await tallyReplay(globs);
  for (let at = 0; at < deliveries.length - 1; at += 9) {
    const rest = await tallyReplay(globs, {}, {}, stored(deliveries[at]!));
    const before = sortRecords(deliveries.slice(0, at + 1));
    assert.deepEqual(new Set([...before.unique, ...rest.unique]), unique);
  }
});
