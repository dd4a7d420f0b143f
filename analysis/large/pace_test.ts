import assert from "node:assert/strict";
import { Pace } from "./pace.ts";

Deno.test("Pace asks for what comes back in time, after a few times", () => {
  const pace = new Pace(() => assert.fail("not too slow"), () => 0);
  for (let i = 0; i < 20; i++) pace.note(50, 50, 500);
  assert.equal(pace.room(500), 39);
  assert.equal(pace.room(100), 7);
  assert.deepEqual([pace.room(9), pace.room(0), pace.room(-1)], [0, 0, 0]);
});

Deno.test("Pace goes on with one text at a time when nothing comes back, and says so once a minute", () => {
  let now = 0;
  const told: [number, number][] = [];
  const pace = new Pace((judged, asked) => told.push([judged, asked]), () => now);
  for (; now < 120_000; now += 1000) {
    pace.note(4, now % 4000 === 0 ? 4 : 0, 500);
    assert.ok(pace.room(500) >= 1);
  }
  pace.note(0, 0, 500);
  assert.deepEqual(told, [[64, 244], [56, 236]]);
});
