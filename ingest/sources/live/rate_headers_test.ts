import assert from "node:assert/strict";
import { pauseOf, waitOf } from "./rate_headers.ts";

const now = Date.UTC(2026, 0, 1);
const iso = (ms: number) => new Date(now + ms).toISOString();

Deno.test("waitOf() reads every form in which a wait is asked for", () => {
  assert.equal(waitOf({ "retry-after": "120" }, now), 120_000);
  assert.equal(waitOf({ "retry-after": new Date(now + 5000).toUTCString() }, now), 5000);
  assert.equal(waitOf({ "x-ratelimit-reset": "525" }, now), 525_000);
  assert.equal(waitOf({ "x-ratelimit-reset": "0.5" }, now), 500);
  assert.equal(waitOf({ "x-rate-limit-reset": String(now / 1000 + 60) }, now), 60_000);
  assert.equal(waitOf({ "x-ratelimit-reset": String(now + 60_000) }, now), 60_000);
  assert.equal(waitOf({ "x-ratelimit-reset": iso(300_000) }, now), 300_000);
});

Deno.test("waitOf() asks for nothing in the past, for nothing that cannot be read, and for a day at most", () => {
  assert.equal(waitOf({}, now), undefined);
  assert.equal(waitOf({ "retry-after": "soon" }, now), undefined);
  assert.equal(waitOf({ "retry-after": "soon", "x-ratelimit-reset": "3" }, now), 3000);
  assert.equal(waitOf({ "retry-after": iso(-5000) }, now), 0);
  assert.equal(waitOf({ "retry-after": "999999999" }, now), 86_400_000);
});

Deno.test("pauseOf() waits for the reset once nothing is left, also where that is said with decimals", () => {
  assert.equal(pauseOf({ "x-ratelimit-remaining": "599.0", "x-ratelimit-reset": "525" }, now), 0);
  assert.equal(pauseOf({ "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "525" }, now), 525_000);
  assert.equal(pauseOf({ "x-ratelimit-reset": "525" }, now), 0);
  assert.equal(pauseOf({ "x-ratelimit-remaining": "", "x-ratelimit-reset": "525" }, now), 0);
});
