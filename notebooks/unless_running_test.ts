import assert from "node:assert/strict";
import { createUnlessRunning } from "./unless_running.ts";

Deno.test("createUnlessRunning() does not queue what comes while it runs", async () => {
  let started = 0;
  let release = () => {};
  const measuring = createUnlessRunning(() => {
    started++;
    return new Promise((resolve) => release = resolve);
  });
  for (let i = 0; i < 5; i++) measuring.start();
  assert.equal(started, 1);
  release();
  await measuring.ended();
  measuring.start();
  assert.equal(started, 2);
  release();
  await measuring.ended();
});
