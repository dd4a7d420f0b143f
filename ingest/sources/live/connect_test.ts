import assert from "node:assert/strict";
import { isPublicAddress } from "./address.ts";
import { createConnect } from "./connect.ts";
import { startFake } from "./fake_harness.ts";
import type { GuardEffects } from "./guard.ts";
import { shortLimits, thisMachine } from "./tools_harness.ts";

const never = new AbortController().signal;

function open(url: string, effects: GuardEffects, limits = shortLimits): AsyncIterable<string> {
  return createConnect(effects, Date.now)(new URL(url), { plain: true }, limits, never);
}

Deno.test("a WebSocket goes to no address but those that are allowed, by number or by name", async () => {
  const resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
  for (const url of ["ws://127.0.0.1:9", "ws://inside.test:9"]) {
    await assert.rejects(
      Array.fromAsync(open(url, { isAllowedAddress: isPublicAddress, resolve })),
      { kind: "refused", message: /public internet/ },
    );
  }
});

Deno.test("a WebSocket gives every message in order to a slow reader, and ends with its connection", async () => {
  const messages = Array.from({ length: 5000 }, (_, number) => String(number));
  await using fake = startFake(() => ({ messages, ends: true }));
  const read: string[] = [];
  for await (const message of open(fake.url.replace("http", "ws"), thisMachine)) {
    read.push(message);
    if (read.length % 1000 === 1) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.deepEqual(read, messages);
});

Deno.test("a WebSocket takes no message above the limit", async () => {
  await using fake = startFake(() => ({ messages: ["x".repeat(5000)] }));
  const limits = { ...shortLimits, eventBytes: 1000 };
  await assert.rejects(Array.fromAsync(open(fake.url.replace("http", "ws"), thisMachine, limits)), {
    kind: "lost",
  });
});
