import assert from "node:assert/strict";
import { modelWords } from "./model_words.ts";

Deno.test("modelWords() says of each model how well it does, where its card tells", async () => {
  assert.match(
    await modelWords(["sentiment-microblog-5", "afinn-165/sentiment-5.0.2"]),
    /^sentiment-microblog-5 \(macro recall \d\d\.\d %\), afinn-165\/sentiment-5\.0\.2 \(no score measured\)$/,
  );
  assert.match(await modelWords(["entities-7"]), /^entities-7 \(WNUT-17 F1, 6 types \d\d\.\d %\)$/);
  assert.equal(await modelWords(["../../secret-1"]), "../../secret-1 (no score measured)");
  assert.equal(await modelWords([]), "no model");
});
