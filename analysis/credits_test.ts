import assert from "node:assert/strict";
import { Credits } from "./credits.ts";

const forever = new AbortController().signal;

Deno.test("Credits.take() waits until as much was given back", async () => {
  const credits = new Credits(10, forever);
  await credits.take(7);
  let taken = false;
  const waiting = credits.take(5).then(() => taken = true);
  credits.give(1);
  await Promise.resolve();
  assert.equal(taken, false);
  credits.give(1);
  await waiting;
});

Deno.test("Credits.take() of more than the limit waits until nothing is under way", async () => {
  const credits = new Credits(10, forever);
  await credits.take(25);
  const waiting = credits.take(1);
  credits.give(25);
  await waiting;
});

Deno.test("Credits.take() returns when its signal aborts", async () => {
  const abort = new AbortController();
  const credits = new Credits(1, abort.signal);
  await credits.take(1);
  const waiting = credits.take(1);
  abort.abort();
  await waiting;
});
