import assert from "node:assert/strict";
import type { StreamAnswer } from "../../operate/stream_desk.ts";
import { answer, now, nowOf } from "../streams/answer_harness.ts";
import { realWords } from "./real_words.ts";

Deno.test("realWords() says what becomes of the first real post", () => {
  const failed: StreamAnswer = {
    ...answer,
    state: "failed",
    reason: '"wss://jetstream.example/subscribe" cannot be reached: host is not known',
    retryAt: now + 5000,
  };
  const said = (...streams: StreamAnswer[]) => realWords(nowOf(...streams), now).said;
  assert.equal(said(), "");
  assert.equal(said({ ...failed, wanted: "stopped" }), "");
  assert.deepEqual(realWords(nowOf(failed), now), {
    said: "Bluesky cannot be reached. The simulated stream stays on.",
    next: " Next try in 5 s.",
  });
  assert.match(said({ ...failed, reason: "It refuses us (HTTP 403)" }), /nothing yet: It refuses us/);
  assert.match(realWords({ ...nowOf(failed), followed: false }, now).said, /no ingest runs/);
  assert.match(said(failed, answer), /^Bluesky is connected.* 1 more stream is wanted\.$/);
});
