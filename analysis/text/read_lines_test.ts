import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { readLines } from "./read_lines.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function all(text: string, chunk: number, limits = { maxBytes: 100, keepBytes: 4 }) {
  return (await Array.fromAsync(readLines(chunksOf(bytesOf(text), chunk), limits))).flat();
}

Deno.test("readLines() gives the same lines however the bytes arrive", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "\n", "é", "😀\r"), { maxLength: 60 }),
      fc.integer({ min: 1, max: 70 }),
      async (parts, chunk) => {
        const text = parts.join("");
        const expected = text.split("\n");
        if (expected.at(-1) === "") expected.pop();
        const lines = await all(text, chunk, { maxBytes: 1000, keepBytes: 4 });
        assert.deepEqual(lines.map(({ bytes }) => new TextDecoder().decode(bytes)), expected);
      },
    ),
  );
});

Deno.test("readLines() keeps the beginning of a line that is too long, with size and digest of all", async () => {
  const long = "abc".repeat(50);
  for (const chunk of [1, 64, 1000]) {
    const [first, cut, last] = await all(`${"x".repeat(100)}\n${long}\ny`, chunk);
    assert.deepEqual([first!.size, first!.digest], [100, undefined]);
    assert.deepEqual(cut, {
      bytes: bytesOf("abca"),
      size: 150,
      digest: createHash("sha256").update(long).digest("hex"),
    });
    assert.equal(new TextDecoder().decode(last!.bytes), "y");
  }
});
