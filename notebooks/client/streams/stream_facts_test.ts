import assert from "node:assert/strict";
import { answer, now, nowOf } from "./answer_harness.ts";
import { joinStreams, type StreamRow } from "./stream_facts.ts";

const rowOf = (stream: string, posts: number): StreamRow => ({
  stream,
  source: stream,
  posts,
  landed: new Date(now),
  state: "failed",
  reason: "why",
});

Deno.test("joinStreams() shows what the registry says, then streams that only posts are left of", () => {
  const facts = joinStreams([rowOf("old", 4), rowOf("bluesky", 8), rowOf("empty", 0)], {
    value: nowOf(answer),
  });
  assert.deepEqual(facts.map(({ stream, state, posts, isLeft }) => [stream, state, posts, isLeft]), [
    ["bluesky", "live", 8, false],
    ["old", null, 4, true],
  ]);
  assert.equal(joinStreams([rowOf("sample", 4)], { value: nowOf() })[0]!.isLeft, false);
  assert.deepEqual(
    joinStreams([], { value: nowOf(answer) })[0]!.posts,
    7,
    "none has landed in this moment yet",
  );
});

Deno.test("joinStreams() shows the states that were told last to who may not ask", () => {
  const [told] = joinStreams([rowOf("bluesky", 0)], null);
  assert.deepEqual([told!.state, told!.reason, told!.answer, told!.isLeft], ["failed", "why", null, false]);
});
