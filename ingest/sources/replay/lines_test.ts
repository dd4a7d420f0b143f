import assert from "node:assert/strict";
import fc from "fast-check";
import { type Line, splitLines } from "./lines.ts";

async function* chunksOf(chunks: Uint8Array[]) {
  yield* chunks;
}

function split(chunks: Uint8Array[], maxBytes: number, keptBytes: number): Promise<Line[]> {
  return Array.fromAsync(splitLines(chunksOf(chunks), maxBytes, keptBytes));
}

const someBytes = fc.uint8Array({ maxLength: 30 }).map((bytes) =>
  bytes.map((byte) => byte % 5 === 0 ? 10 : byte)
);

Deno.test("splitLines() yields the same lines however the bytes are cut into chunks", async () => {
  await fc.assert(fc.asyncProperty(fc.array(someBytes, { maxLength: 10 }), async (chunks) => {
    const whole = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
    const lines = await split(chunks, 12, 5);
    assert.deepEqual(lines, await split(whole.length === 0 ? [] : [whole], 12, 5));
    const expected = whole.length === 0 ? [] : String.fromCharCode(...whole).replace(/\n$/, "").split("\n");
    assert.deepEqual(lines.map(({ size }) => size), expected.map((line) => line.length));
    assert.deepEqual(lines.map(({ number }) => number), expected.map((_, at) => at + 1));
    for (const [at, { bytes, size }] of lines.entries()) {
      assert.equal(String.fromCharCode(...bytes), expected[at]!.slice(0, size > 12 ? 5 : 12));
    }
    assert.ok(lines.every(({ ended }, at) => ended || at === lines.length - 1));
    assert.equal(lines.at(-1)?.ended ?? false, whole.at(-1) === 10);
  }));
});

Deno.test("splitLines() holds no more than the limit of a line that never ends", async () => {
  let peak = 0;
  async function* endless() {
    for (let at = 0; at < 8000; at++) {
      yield new Uint8Array(65_536).fill(120);
      if (at % 200 === 0) peak = Math.max(peak, Deno.memoryUsage().external);
    }
  }
  const before = Deno.memoryUsage().external;
  const [line] = await Array.fromAsync(splitLines(endless()));
  assert.equal(line?.size, 8000 * 65_536);
  assert.equal(line?.bytes.length, 65_536);
  assert.ok(peak - before < 256 * 1024 * 1024, `${peak - before}`);
});
