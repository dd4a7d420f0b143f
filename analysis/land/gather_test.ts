import assert from "node:assert/strict";
import { gather } from "./gather.ts";
import { mergeSpans } from "./searches.ts";
import { batchOf } from "./landing_harness.ts";

const never = 1_000_000;
const limits = { maxLines: 10, leastMs: never, mostMs: never, share: 0.2 };

async function* feed(sizes: number[]) {
  let from = 0n;
  for (const size of sizes) {
    yield batchOf(from, Array.from({ length: size }, (_, i) => `${from + BigInt(i)}`));
    from += BigInt(size);
    await Promise.resolve();
  }
}

Deno.test("gather() lands the first batch at once, and the rest when it is full or the feed ends", async () => {
  const sizes: number[] = [];
  const lines: string[] = [];
  for await (const batch of gather(feed([1, 3, 3, 3, 3, 9, 2]), limits, () => 0)) {
    sizes.push(batch.lines.length);
    lines.push(...batch.lines);
    assert.equal(batch.offsets.at(-1)! + 1n, batch.next);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.deepEqual(lines, Array.from({ length: 24 }, (_, i) => `${i}`), "each line once, in order");
  assert.ok(sizes.every((size) => size <= limits.maxLines), `${sizes}`);
  assert.ok(sizes.length < 7, `joined: ${sizes}`);
});

Deno.test("gather() lands what is there when the interval is over", async () => {
  const held = Promise.withResolvers<void>();
  async function* slow() {
    yield batchOf(0n, ["a"]);
    yield batchOf(1n, ["b"]);
    await held.promise;
  }
  const seen: string[] = [];
  for await (const batch of gather(slow(), { ...limits, leastMs: 20 }, Date.now)) {
    seen.push(...batch.lines);
    if (seen.length === 2) held.resolve();
  }
  assert.deepEqual(seen, ["a", "b"]);
});

Deno.test("gather() lets landings take a share of the time, within its limits", async () => {
  const follow = async (costMs: number) => {
    let clock = 0;
    async function* endless() {
      for (let from = 0n; from < 60n; from++) {
        yield batchOf(from, ["a"]);
        await new Promise((resolve) => setTimeout(resolve, 1));
        clock += 10;
      }
    }
    const began: number[] = [];
    for await (const _ of gather(endless(), { ...limits, leastMs: 50, mostMs: 200 }, () => clock)) {
      began.push(clock);
      clock += costMs;
    }
    return began;
  };
  const gaps = (began: number[]) => began.slice(1, -1).map((at, i) => at - began[i]!);
  assert.ok(Math.min(...gaps(await follow(0))) >= 50);
  assert.ok(Math.min(...gaps(await follow(30)).slice(-2)) >= 100, "it comes to cost five times as much");
  assert.ok(Math.max(...gaps(await follow(90))) <= 300, "and no longer than the most");
});

Deno.test("gather() keeps batches with a hole between them apart", async () => {
  async function* holed() {
    yield batchOf(0n, ["a"]);
    yield batchOf(1n, ["b"]);
    yield batchOf(5n, ["c"]);
  }
  const froms: bigint[] = [];
  for await (const batch of gather(holed(), limits, () => 0)) {
    froms.push(batch.from);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.deepEqual(froms, [0n, 1n, 5n]);
});

Deno.test("gather() lands what waits of several partitions at once, each joined for itself", async () => {
  const of = (partition: number, from: bigint, lines: string[]) => ({ ...batchOf(from, lines), partition });
  async function* mixed() {
    yield of(0, 0n, ["a"]);
    yield of(1, 7n, ["b"]);
    yield of(2, 3n, ["c"]);
    yield of(1, 8n, ["d", "e"]);
    yield of(2, 9n, ["after a hole"]);
  }
  const landings: string[][] = [];
  for await (const batch of gather(mixed(), limits, () => 0)) {
    landings.push(
      [batch, ...batch.others].map(({ partition, from, lines }) => `${partition}@${from} ${lines}`),
    );
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.deepEqual(landings.flat().toSorted(), ["0@0 a", "1@7 b,d,e", "2@3 c", "2@9 after a hole"]);
  assert.deepEqual(landings.at(-1), ["2@9 after a hole"]);
});

Deno.test("gather() passes the failure of its feed on", async () => {
  async function* failing() {
    yield batchOf(0n, ["a"]);
    throw new Error("worker died");
  }
  await assert.rejects(async () => {
    for await (const _ of gather(failing(), limits, () => 0));
  }, /worker died/);
});

Deno.test("mergeSpans() joins neighbours, then the nearest ones, and covers all", () => {
  const day = 86_400_000;
  assert.deepEqual(mergeSpans([], 3), []);
  assert.deepEqual(mergeSpans([{ from: 0, to: day - 1 }, { from: day, to: day + 5 }], 3), [{
    from: 0,
    to: day + 5,
  }]);
  const spans = [0, 10, 12, 100, 200].map((n) => ({ from: n * day, to: n * day + 1 }));
  assert.deepEqual(mergeSpans(spans, 3), [
    { from: 0, to: 12 * day + 1 },
    { from: 100 * day, to: 100 * day + 1 },
    { from: 200 * day, to: 200 * day + 1 },
  ]);
});
