import assert from "node:assert/strict";
import { createTurns } from "./turns.ts";

Deno.test("createTurns() lets a few in, has some wait in order, and turns the rest away", async () => {
  const turns = createTurns(2, 2);
  const started: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const taken = ends.map(({ promise }, i) =>
    turns.take(() => {
      started.push(i);
      return promise;
    })
  );
  assert.deepEqual(taken.map((turn) => turn !== null), [true, true, true, true, false]);
  assert.deepEqual(started, [0, 1]);
  ends[1]!.reject(new Error("it failed"));
  await assert.rejects(taken[1]!, /it failed/);
  assert.deepEqual(started, [0, 1, 2]);
  for (const { resolve } of ends) resolve();
  await Promise.all([taken[0], taken[2], taken[3]]);
  assert.deepEqual(started, [0, 1, 2, 3]);
  assert.equal(await turns.take(() => Promise.resolve("free again")), "free again");
});
