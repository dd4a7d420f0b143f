import assert from "node:assert/strict";
import { Positions } from "./positions.ts";

type Batch = Parameters<Positions["take"]>[0];

/** A batch of partition 0 as kafkajs gives it: lines `from` to before `next`, asked for at `from`. */
function fetched(from: number, next: number): Batch {
  const messages = Array.from({ length: next - from }, (_, i) => ({
    offset: String(from + i),
    value: `line ${from + i}`,
  }));
  return { partition: 0, messages, fetchedOffset: String(from), lastOffset: () => String(next - 1) } as never;
}

function positionsFrom(from: bigint, range = { oldest: 0n, next: 100n }): Positions {
  return new Positions({
    topic: "posts",
    name: "posts",
    place: "Kafka",
    from: new Map([[0, from]]),
    range: () => Promise.resolve(range),
  });
}

Deno.test("Positions.take() gives each line once where two consumers bring it at the same time", async () => {
  const positions = positionsFrom(10n);
  const taken = await Promise.all([
    positions.take(fetched(0, 20)),
    positions.take(fetched(10, 20)),
    positions.take(fetched(5, 25)),
  ]);
  const offsets = taken.flatMap((batch) => typeof batch === "string" ? [] : batch.offsets.map(Number));
  assert.deepEqual(offsets.toSorted((a, b) => a - b), Array.from({ length: 15 }, (_, i) => 10 + i));
});

Deno.test("Positions.take() looks again at what was skipped, and then believes that it is gone", async () => {
  const positions = positionsFrom(10n);
  assert.equal(await positions.take(fetched(12, 15)), "again");
  const taken = await positions.take(fetched(12, 15));
  assert.ok(typeof taken !== "string");
  assert.deepEqual([taken.from, taken.next], [10n, 15n]);
  assert.equal(await positions.take(fetched(12, 15)), "nothing");
});

Deno.test("Positions.take() begins at the oldest line where the log has given up what was next", async () => {
  const taken = await positionsFrom(10n, { oldest: 12n, next: 100n }).take(fetched(12, 15));
  assert.ok(typeof taken !== "string");
  assert.deepEqual([taken.from, taken.offsets], [12n, [12n, 13n, 14n]]);
});

Deno.test("Positions.take() refuses a log that ends before what was read", async () => {
  await assert.rejects(positionsFrom(10n, { oldest: 0n, next: 4n }).take(fetched(0, 4)), { name: "Fatal" });
});
