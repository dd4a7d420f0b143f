import assert from "node:assert/strict";
import { createOneByOne } from "./one_by_one.ts";

Deno.test("createOneByOne() runs one act at a time, in order, and goes on after one that fails", async () => {
  const inTurn = createOneByOne();
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const acts = [
    inTurn(async () => {
      seen.push("first starts");
      await first.promise;
      seen.push("first ends");
    }),
    inTurn(() => Promise.reject(new Error("second fails"))),
    inTurn(() => Promise.resolve(seen.push("third"))),
  ];
  await Promise.resolve();
  first.resolve();
  const results = await Promise.allSettled(acts);
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  assert.deepEqual(seen, ["first starts", "first ends", "third"]);
});
