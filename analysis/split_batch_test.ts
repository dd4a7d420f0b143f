import assert from "node:assert/strict";
import type { LogBatch } from "../ingest/log/log.ts";
import { splitBatch } from "./split_batch.ts";

Deno.test("splitBatch() keeps offsets with holes, and its parts follow each other", () => {
  const batch: LogBatch = {
    topic: "posts",
    partition: 0,
    from: 2n,
    offsets: [3n, 5n, 6n, 9n, 12n],
    lines: ["a", "b", "c", "d", "e"],
    next: 20n,
  };
  const parts = splitBatch(batch, 2);
  assert.deepEqual(parts.map(({ from, next }) => [from, next]), [[2n, 6n], [6n, 12n], [12n, 20n]]);
  assert.deepEqual(parts.flatMap(({ offsets }) => offsets), batch.offsets);
  assert.deepEqual(parts.flatMap(({ lines }) => lines), batch.lines);
  assert.deepEqual(splitBatch(batch, 5), [batch]);
});
