import assert from "node:assert/strict";
import fc from "fast-check";
import { readEvents, type ServerEvent } from "./sse.ts";

async function read(text: string, cuts: number[] = [], maxChars = 1000): Promise<ServerEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  async function* chunks() {
    for (let at = 1; at < borders.length; at++) yield bytes.subarray(borders[at - 1], borders[at]);
  }
  return await Array.fromAsync(readEvents(chunks(), maxChars));
}

const stream =
  'id: [{"a":1}]\nevent: update\ndata: one\ndata: zwei ✓ 💦\n\n:)\n\ndata:three\r\rdata\r\n\r\nevent: x\n\ndata: cut';
const expected = [
  { id: '[{"a":1}]', event: "update", data: "one\nzwei ✓ 💦", cut: false },
  { id: '[{"a":1}]', event: "message", data: "three", cut: false },
  { id: '[{"a":1}]', event: "message", data: "", cut: false },
];

Deno.test("readEvents() reads all line ends, several lines of data, heartbeats and ids; a cut event is dropped", async () => {
  assert.deepEqual(await read(stream), expected);
});

Deno.test("readEvents() does not care where the bytes are cut", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 20 }), async (cuts) => {
    assert.deepEqual(await read(stream, cuts), expected);
  }));
});

Deno.test("readEvents() keeps the beginning of what is too long, in one line or in many, and goes on after it", async () => {
  const long = "x".repeat(5000);
  const [one, two, three] = await read(`data: ${long}\n\n${"data: yy\n".repeat(50)}\ndata: z\n\n`, [
    900,
    2000,
  ], 100);
  assert.ok(one!.cut && one!.data.length <= 101 && two!.cut && two!.data.length <= 220);
  assert.deepEqual(three, { id: "", event: "message", data: "z", cut: false });
});
