import assert from "node:assert/strict";
import { Credits } from "./credits.ts";

const forever = new AbortController().signal;

/** Whether a promise has resolved, all that can happen at once having happened. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  const turn = new Promise<boolean>((resolve) => setTimeout(resolve, 0, false));
  return await Promise.race([promise.then(() => true), turn]);
}

Deno.test("Credits.take() waits until as much was given back", async () => {
  const credits = new Credits(10, forever);
  await credits.take(7);
  const waiting = credits.take(5);
  credits.give(1);
  assert.equal(await isDone(waiting), false);
  credits.give(1);
  await waiting;
});

Deno.test("Credits.take() of more than the limit waits until nothing is under way", async () => {
  const credits = new Credits(10, forever);
  await credits.take(2);
  const large = credits.take(25);
  credits.give(1);
  assert.equal(await isDone(large), false);
  credits.give(1);
  await large;
  const next = credits.take(1);
  credits.give(15);
  assert.equal(await isDone(next), false);
  credits.give(10);
  await next;
});

Deno.test("Credits.take() returns when its signal aborts", async () => {
  const abort = new AbortController();
  const credits = new Credits(1, abort.signal);
  await credits.take(1);
  const waiting = credits.take(1);
  abort.abort();
  await waiting;
});
