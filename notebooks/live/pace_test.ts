import assert from "node:assert/strict";
import { until } from "./hub_harness.ts";
import { createPace } from "./pace.ts";

Deno.test("createPace() hears ordinary talk at once, and of a flood the newest of each kind", async () => {
  const heard: { type: string; id: number }[] = [];
  const pace = createPace((message: { type: string; id: number }) => heard.push(message), Date.now);
  try {
    for (let id = 0; id < 15; id++) assert.ok(pace.say({ type: "watch", id }));
    assert.deepEqual(heard.map(({ id }) => id), Array.from({ length: 15 }, (_, id) => id));
    for (let id = 15; id < 400; id++) assert.ok(pace.say({ type: "watch", id }));
    assert.ok(pace.say({ type: "visible", id: 1 }));
    assert.ok(heard.length < 30, String(heard.length));
    await until(() => heard.some(({ type }) => type === "visible"), "the newest are heard");
    assert.ok(heard.some(({ id }) => id === 399));
    assert.ok(heard.length < 40, String(heard.length));
  } finally {
    pace.close();
  }
});

Deno.test("createPace() gives up a tab that says hundreds of things a second, and forgets what a closed one said", async () => {
  const heard: number[] = [];
  const pace = createPace(({ id }: { type: string; id: number }) => heard.push(id), () => 0);
  const said = Array.from({ length: 600 }, (_, id) => pace.say({ type: "watch", id }));
  assert.equal(said.indexOf(false), 500);
  pace.close();
  const before = heard.length;
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(heard.length, before);
});
