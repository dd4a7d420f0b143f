import assert from "node:assert/strict";
import { needsMaven } from "../../../ingest/base/test_needs.ts";
import { embeddingWidth, embedTexts } from "./embed.ts";

const quiet = { say() {}, warn() {}, progress() {}, endProgress() {} };
const texts = [
  "I love this song so much",
  "what a great tune, really enjoy it",
  "The train to Leeds leaves at nine",
];

Deno.test({
  name:
    "embedTexts() makes numbers that are alike of texts that mean the same, and the same when asked again",
  ...needsMaven,
  async fn() {
    const numbers = await embedTexts(texts, quiet);
    const [song, tune, train] = texts.map((_, i) =>
      numbers.subarray(i * embeddingWidth, (i + 1) * embeddingWidth)
    );
    assert.ok(distance(song!, tune!) < distance(song!, train!));
    assert.deepEqual(await embedTexts(texts, quiet), numbers);
  },
});

function distance(a: Float16Array, b: Float16Array): number {
  return Math.hypot(...a.map((number, d) => number - b[d]!));
}
