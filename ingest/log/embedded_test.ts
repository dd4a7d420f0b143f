import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { openEmbeddedLog } from "./embedded.ts";
import type { Log } from "./log.ts";

const records = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `${first + i}`, line: `{"n":${first + i},"ö":"\\n"}` }));

async function readAll(
  log: Log,
  from: bigint,
): Promise<{ offsets: bigint[]; lines: string[]; froms: bigint[] }> {
  const { next } = await log.range("posts", 0);
  const all = { offsets: [] as bigint[], lines: [] as string[], froms: [] as bigint[] };
  if (from >= next) return all;
  const stop = new AbortController();
  for await (const batch of log.read("posts", 0, from, stop.signal)) {
    all.offsets.push(...batch.offsets);
    all.lines.push(...batch.lines);
    all.froms.push(batch.from);
    if (batch.next >= next) stop.abort();
  }
  return all;
}

async function inFolder(run: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await run(`${folder}/log.sqlite`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("embedded log reads from any offset exactly what stands from there on", () =>
  inFolder(async (path) => {
    await using log = await openEmbeddedLog(path);
    let total = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(), async (count, pick) => {
        await log.append("posts", records(total, count));
        total += count;
        const from = pick % (total + 1);
        const read = await readAll(log, BigInt(from));
        assert.deepEqual(read.lines, records(from, total - from).map(({ line }) => line));
        assert.deepEqual(read.offsets, records(from, total - from).map(({ key }) => BigInt(key)));
      }),
      { numRuns: 40 },
    );
    assert.deepEqual(await log.range("posts", 0), { oldest: 0n, next: BigInt(total) });
  }));

Deno.test("embedded log wakes a reader that waits at the end", () =>
  inFolder(async (path) => {
    await using log = await openEmbeddedLog(path);
    await using producer = await openEmbeddedLog(path);
    const stop = new AbortController();
    const reading = (async () => {
      for await (const batch of log.read("posts", 0, 0n, stop.signal)) {
        if (batch.next === 6n) stop.abort();
      }
    })();
    await producer.append("posts", records(0, 4));
    await producer.append("posts", records(4, 2));
    await reading;
  }));

Deno.test("embedded log keeps its identity, and a new file has another", () =>
  inFolder(async (path) => {
    const first = await openEmbeddedLog(path);
    const { id } = first;
    await first[Symbol.asyncDispose]();
    await using again = await openEmbeddedLog(path);
    assert.equal(again.id, id);
    await using other = await openEmbeddedLog(`${path}.other`);
    assert.notEqual(other.id, id);
  }));

Deno.test("embedded log trims whole batches below an offset, and says where reading then starts", () =>
  inFolder(async (path) => {
    await using log = await openEmbeddedLog(path);
    for (let i = 0; i < 10; i++) await log.append("posts", records(i * 10, 10));
    await log.trim("posts", 0, 35n, 0);
    assert.deepEqual((await log.range("posts", 0)).oldest, 0n, "batches younger than the bound stay");
    await log.trim("posts", 0, 35n, Date.now() + 1000);
    assert.deepEqual(await log.range("posts", 0), { oldest: 30n, next: 100n });
    const read = await readAll(log, 12n);
    assert.equal(read.froms[0], 30n, "the gap shows as a batch fetched from beyond the position asked for");
    assert.equal(read.offsets.length, 70);
    await log.trim("posts", 0, 100n, Date.now() + 1000);
    assert.deepEqual(await log.range("posts", 0), { oldest: 100n, next: 100n });
    await log.append("posts", records(100, 1));
    assert.deepEqual((await readAll(log, 100n)).offsets, [100n], "offsets go on after a full trim");
  }));

Deno.test("embedded log gives several producers dense offsets", () =>
  inFolder(async (path) => {
    const logs = await Promise.all([1, 2, 3].map(() => openEmbeddedLog(path)));
    await Promise.all(logs.map(async (log, p) => {
      for (let i = 0; i < 30; i++) await log.append("posts", records(p * 1000 + i, 1));
    }));
    const read = await readAll(logs[0]!, 0n);
    assert.deepEqual(read.offsets, Array.from({ length: 90 }, (_, i) => BigInt(i)));
    for (const log of logs) await log[Symbol.asyncDispose]();
  }));

Deno.test("embedded log refuses a file that is no log, by name", () =>
  inFolder(async (path) => {
    await Deno.writeTextFile(path, "this is not a database, it only has a long text in it ".repeat(50));
    await assert.rejects(openEmbeddedLog(path), (error: Error) =>
      error.name === "Fatal" && error.message.startsWith(`Cannot open log "${path}": `));
  }));

Deno.test("embedded log refuses a batch whose lines do not add up", () =>
  inFolder(async (path) => {
    await using log = await openEmbeddedLog(path);
    await log.append("posts", records(0, 3));
    const db = new DatabaseSync(path);
    db.exec("update batches set count = 4");
    db.close();
    await assert.rejects(readAll(log, 0n), { name: "Fatal", message: /at offset 0: 3 lines where 4 stand/ });
  }));

Deno.test("embedded log says that its file is damaged instead of waiting for more", () =>
  inFolder(async (path) => {
    {
      await using log = await openEmbeddedLog(path);
      for (let i = 0; i < 50; i++) await log.append("posts", records(1000 * i, 1000));
    }
    const pageBytes = 32_768;
    using file = await Deno.open(path, { write: true });
    await file.seek(20 * pageBytes, Deno.SeekMode.Start);
    await file.write(new Uint8Array(10 * pageBytes).fill(255));
    await using log = await openEmbeddedLog(path);
    await assert.rejects(
      readAll(log, 0n),
      /Cannot read log ".*" at offset \d+: .*malformed; put a good copy back, or delete it/,
    );
  }));

Deno.test("embedded log says that the disk is full, and appends again when it is not", () =>
  inFolder(async (path) => {
    await using log = await openEmbeddedLog(path);
    const { db } = log as unknown as { db: DatabaseSync };
    db.exec("pragma max_page_count = 16");
    const long = [{ key: "", line: "x".repeat(1_000_000) }];
    for (let i = 0; i < 2; i++) {
      await assert.rejects(log.append("posts", long), {
        name: "Fatal",
        message: `Cannot append to log "${path}": database or disk is full`,
      });
    }
    db.exec("pragma max_page_count = 10000");
    await log.append("posts", long);
    assert.deepEqual(await log.range("posts", 0), { oldest: 0n, next: 1n });
  }));
