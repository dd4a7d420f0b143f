import assert from "node:assert/strict";
import { aborted } from "./signals.ts";

Deno.test("aborted() resolves at an abort, and where it has been already", async () => {
  const stop = new AbortController();
  let seen = false;
  const waiting = aborted(stop.signal).then(() => seen = true);
  await Promise.resolve();
  assert.equal(seen, false);
  stop.abort();
  await waiting;
  await aborted(stop.signal);
});
