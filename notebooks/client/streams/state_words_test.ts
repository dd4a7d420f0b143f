import assert from "node:assert/strict";
import { whyWords } from "./state_words.ts";

const now = Date.UTC(2026, 0, 5, 12);
const reason = "The source fails (HTTP 500)";

Deno.test("whyWords() says why, and when it is tried or runs again", () => {
  const failed = { state: "failed", reason } as const;
  assert.equal(whyWords({ ...failed, retryAt: now + 29_500 }, now), `${reason}; next try in 30 s`);
  assert.equal(whyWords({ ...failed, retryAt: now + 10 * 60_000 }, now), `${reason}; next try in 10 min`);
  assert.equal(whyWords({ ...failed, retryAt: now - 1 }, now), `${reason}; trying now`);
  assert.equal(whyWords({ ...failed, retryAt: null }, now), reason);
  assert.equal(whyWords({ state: "live", reason: null, retryAt: null }, now), "");
  const paused = { state: "paused", reason: null, retryAt: Date.UTC(2026, 0, 6, 8) } as const;
  assert.match(whyWords(paused, now), /^runs again at Tue 6 Jan/);
});
