import assert from "node:assert/strict";
import { Slack } from "./slack.ts";

Deno.test("Slack gives what passed without a batch, up to its limit", () => {
  let now = 0;
  const slack = new Slack(500, () => now);
  now += 200;
  assert.equal(slack.arrive(), 200);
  slack.leave(0);
  now += 60_000;
  assert.equal(slack.arrive(), 500);
});

Deno.test("Slack holds batches that queue up by a tenth of their work, whatever each waits", () => {
  let now = 0;
  const slack = new Slack(500, () => now);
  let worked = 0;
  let waited = 0;
  for (let i = 0; i < 1000; i++) {
    const may = slack.arrive();
    now += 80;
    worked += 80;
    // One in time, one late, one that does not wait.
    const waits = [may, may * 1.2, 0][i % 3]!;
    now += waits;
    waited += waits;
    slack.leave(waits);
  }
  assert.ok(waited > 0.08 * worked && waited < 0.11 * worked, `${waited} ms of ${worked} ms`);
});
