import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { type RawLine, readLines } from "./read_lines.ts";

const limits = { maxBytes: 12, keepBytes: 5 };

async function split(chunks: Uint8Array[]): Promise<RawLine[]> {
  async function* arriving() {
    // What a chunk held is gone when the next one comes, as in a buffer that is used again.
    for (const chunk of chunks) {
      const buffer = chunk.slice();
      yield buffer;
      buffer.fill(0);
    }
  }
  const lines: RawLine[] = [];
  for await (const some of readLines(arriving(), limits)) {
    lines.push(...some.map((line) => ({ ...line, bytes: line.bytes.slice() })));
  }
  return lines;
}

const someBytes = fc.uint8Array({ maxLength: 30 }).map((bytes) =>
  bytes.map((byte) => byte % 5 === 0 ? 10 : byte)
);

Deno.test("readLines() yields the same lines however the bytes are cut into chunks", async () => {
  await fc.assert(fc.asyncProperty(fc.array(someBytes, { maxLength: 10 }), async (chunks) => {
    const all = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
    const lines = await split(chunks);
    const expected = all.length === 0 ? [] : String.fromCharCode(...all).replace(/\n$/, "").split("\n");
    assert.equal(lines.length, expected.length);
    for (const [at, { bytes, ended, whole }] of lines.entries()) {
      const line = expected[at]!;
      const long = line.length > limits.maxBytes;
      assert.equal(String.fromCharCode(...bytes), long ? line.slice(0, limits.keepBytes) : line);
      const digest = createHash("sha256").update(Uint8Array.from(line, (c) => c.charCodeAt(0))).digest("hex");
      assert.deepEqual(whole, long ? { size: line.length, digest } : undefined);
      assert.equal(ended, at < lines.length - 1 || all.at(-1) === 10);
    }
  }));
});

Deno.test("readLines() holds no more than the limit of a line that never ends", async () => {
  const chunks = 16_000;
  let peak = 0;
  async function* endless() {
    for (let at = 0; at < chunks; at++) {
      yield new Uint8Array(65_536).fill(120);
      if (at % 200 === 0) peak = Math.max(peak, Deno.memoryUsage().external);
    }
  }
  const before = Deno.memoryUsage().external;
  const [[line] = []] = await Array.fromAsync(
    readLines(endless(), { maxBytes: 1_048_576, keepBytes: 65_536 }),
  );
  assert.equal(line?.whole?.size, chunks * 65_536);
  assert.equal(line?.bytes.length, 65_536);
  assert.ok(peak - before < chunks * 65_536 / 2, `${peak - before}`);
});
