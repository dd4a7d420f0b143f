import assert from "node:assert/strict";
import { inBatches } from "./in_batches.ts";

const never = new AbortController().signal;

Deno.test("inBatches() hands on what was read before a failure, and then throws it", async () => {
  async function* items() {
    yield 1;
    yield 2;
    throw new Error("cut");
  }
  const batches: number[][] = [];
  await assert.rejects(async () => {
    for await (const batch of inBatches(items, { maxItems: 10, maxMs: 1000 }, never)) batches.push(batch);
  }, { message: "cut" });
  assert.deepEqual(batches.flat(), [1, 2]);
});

Deno.test("inBatches() hands on a batch that is full, and one that nothing joins in time", async () => {
  const last = Promise.withResolvers<void>();
  async function* items() {
    yield* [1, 2, 3, 4, 5];
    await last.promise;
    yield 6;
  }
  const batches: number[][] = [];
  for await (const batch of inBatches(items, { maxItems: 3, maxMs: 20 }, never)) {
    batches.push(batch);
    if (batches.length === 2) last.resolve();
  }
  assert.deepEqual(batches, [[1, 2, 3], [4, 5], [6]]);
});

Deno.test("inBatches() lets go of a stream that is silent when nobody reads on", async () => {
  async function* items(signal: AbortSignal) {
    yield 1;
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  }
  for await (const batch of inBatches(items, { maxItems: 1, maxMs: 10 }, never)) {
    assert.deepEqual(batch, [1]);
    break;
  }
});
