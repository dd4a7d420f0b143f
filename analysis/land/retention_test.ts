import assert from "node:assert/strict";
import { startRetention } from "./retention.ts";

Deno.test("startRetention() trims what has landed, goes on after a failure, and waits for the last one", async () => {
  const warned: string[] = [];
  const trimmed: bigint[] = [];
  const twice = Promise.withResolvers<void>();
  let running = false;
  const log = {
    async trim(_topic: string, _partition: number, before: bigint, olderThanMs: number) {
      assert.ok(olderThanMs < Date.now() - 6 * 86_400_000);
      if (trimmed.push(before) === 1) throw new Error("database is locked");
      running = true;
      twice.resolve();
      await new Promise((resolve) => setTimeout(resolve, 20));
      running = false;
    },
  };
  {
    await using _ = startRetention(log, "posts", () => 7n, (text) => warned.push(text), 5);
    await twice.promise;
    assert.ok(running);
  }
  assert.equal(running, false, "the log may be closed now");
  assert.ok(trimmed.length >= 2 && trimmed.every((before) => before === 7n));
  assert.deepEqual(warned.map((text) => text.split(";")[0]), ["Cannot trim the log: database is locked"]);
});
