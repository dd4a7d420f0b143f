import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import type { Log } from "./log.ts";

/** A kind of log under test. */
export interface LogKind {
  name: string;
  /** Spread into each test: whether it can run here. */
  needs: { ignore?: boolean };
  /** How many random cases a property takes. */
  runs: number;
  /** Runs a test on a new, empty log of one partition, which `open` opens as often as it is called. */
  withLog(run: (open: () => Promise<Log>) => Promise<void>): Promise<void>;
}

/** Records whose lines are numbered from `first` on. */
export const records = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `${first + i}`, line: `{"n":${first + i},"ö":"\\n"}` }));

/** What stands on the log from an offset to its end as it is now. */
export async function readAll(
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

/** The tests that every log must pass. */
export function testLog({ name, needs, runs, withLog }: LogKind): void {
  const test = (promise: string, run: (open: () => Promise<Log>) => Promise<void>) =>
    Deno.test({ name: `${name} ${promise}`, ...needs }, () => withLog(run));

  test("reads from any offset exactly what stands from there on", async (open) => {
    await using log = await open();
    let total = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(), async (count, pick) => {
        await log.append("posts", records(total, count));
        total += count;
        const from = pick % (total + 1);
        const read = await readAll(log, BigInt(from));
        assert.deepEqual(read.lines, records(from, total - from).map(({ line }) => line));
        assert.deepEqual(read.offsets, records(from, total - from).map(({ key }) => BigInt(key)));
        assert.ok(total === from || read.froms[0] === BigInt(from));
      }),
      { numRuns: runs },
    );
    assert.deepEqual(await log.range("posts", 0), { oldest: 0n, next: BigInt(total) });
    assert.deepEqual(await log.range("analysed", 0), { oldest: 0n, next: 0n });
  });

  test("wakes a reader that waits at the end", async (open) => {
    await using log = await open();
    await using producer = await open();
    const stop = new AbortController();
    const reading = (async () => {
      for await (const batch of log.read("posts", 0, 0n, stop.signal)) {
        if (batch.next === 6n) stop.abort();
      }
    })();
    await producer.append("posts", records(0, 4));
    await producer.append("posts", records(4, 2));
    await reading;
  });

  test("stops a reader that waits at the end", async (open) => {
    await using log = await open();
    await log.append("posts", records(0, 3));
    const stop = new AbortController();
    const batches = log.read("posts", 0, 0n, stop.signal)[Symbol.asyncIterator]();
    await batches.next();
    const waiting = batches.next();
    stop.abort();
    assert.deepEqual(await waiting, { done: true, value: undefined });
  });

  test("keeps its identity until it is renewed, for all who open it", async (open) => {
    const first = await open();
    const { id } = first;
    await first[Symbol.asyncDispose]();
    await using again = await open();
    assert.equal(again.id, id);
    await again.renew();
    assert.notEqual(again.id, id);
    await using third = await open();
    assert.equal(third.id, again.id);
    await withLog(async (openOther) => {
      await using other = await openOther();
      assert.notEqual(other.id, id);
    });
  });

  test("gives several producers dense offsets", async (open) => {
    const logs = await Promise.all([1, 2, 3].map(open));
    await Promise.all(logs.map(async (log, p) => {
      for (let i = 0; i < 30; i++) await log.append("posts", records(p * 1000 + i, 1));
    }));
    const read = await readAll(logs[0]!, 0n);
    assert.deepEqual(read.offsets, Array.from({ length: 90 }, (_, i) => BigInt(i)));
    for (let p = 0; p < 3; p++) {
      const own = read.lines.map((line) => JSON.parse(line).n).filter((n) => Math.floor(n / 1000) === p);
      assert.deepEqual(own, Array.from({ length: 30 }, (_, i) => p * 1000 + i), "each in its own order");
    }
    for (const log of logs) await log[Symbol.asyncDispose]();
  });

  test("brings long lines as they were", async (open) => {
    await using log = await open();
    const lines = [2_000_000, 1, 350_000, 450_000].map((bytes) => randomBytes(bytes).toString("hex") + "é😀");
    await log.append("posts", lines.map((line) => ({ key: "k", line })));
    assert.ok((await readAll(log, 0n)).lines.every((line, i) => line === lines[i]));
  });
}
