import assert from "node:assert/strict";
import { spanOf, splitAtStuck } from "./stuck_spans.ts";

const part = (from: number, count: number, partition = 0) => ({
  topic: "posts" as const,
  partition,
  from: BigInt(from),
  // Every second offset, as there may be holes.
  offsets: Array.from({ length: count }, (_, i) => BigInt(from + 2 * i)),
  lines: Array.from({ length: count }, (_, i) => `line ${from + 2 * i}`),
  next: BigInt(from + 2 * count),
});

Deno.test("splitAtStuck() leaves a part whole that nobody was stuck in", () => {
  const stuck = [spanOf(part(0, 5)), spanOf(part(20, 5, 1)), spanOf(part(30, 1))];
  assert.deepEqual(splitAtStuck(part(10, 5), stuck), [{ batch: part(10, 5), refused: false }]);
});

Deno.test("splitAtStuck() cuts a part into its lines, and refuses the one that someone was stuck at alone", () => {
  const stuck = [spanOf(part(14, 50)), spanOf(part(16, 1))];
  const pieces = splitAtStuck(part(10, 5), stuck);
  assert.deepEqual(pieces.map(({ batch }) => batch.lines[0]), part(10, 5).lines);
  assert.deepEqual(pieces.map(({ refused }) => refused), [false, false, false, true, false]);
  assert.deepEqual(pieces.at(-1)!.batch.next, 20n);
});
