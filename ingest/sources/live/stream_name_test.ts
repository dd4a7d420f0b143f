import assert from "node:assert/strict";
import { streamName } from "./stream_name.ts";

Deno.test("streamName() shows what is followed, but no query of an address, and tells long ones apart", () => {
  assert.equal(streamName("gdelt", "climate change"), "gdelt:climate change");
  assert.equal(streamName("rss", "https://a.test/feed"), "rss:https://a.test/feed");
  assert.match(
    streamName("rss", "https://a.test/feed?key=s3cret"),
    /^rss:https:\/\/a\.test\/feed#[0-9a-f]{12}$/,
  );
  const [one, other] = ["a", "b"].map((end) => streamName("gdelt", "x".repeat(300) + end));
  assert.notEqual(one, other);
  assert.equal(one!.length, 200);
});
