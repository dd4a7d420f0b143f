import assert from "node:assert/strict";
import { cardTexts } from "./cards.ts";
import { loadModels } from "./load_models.ts";
import { readCards } from "./read_cards.ts";

Deno.test("readCards() reads scores of each model that results can name", async () => {
  const cards = await readCards();
  const { sentiment, emotion, microblogEmotion, category, tagger } = loadModels();
  const heads = [sentiment.microblog, sentiment.forum, emotion, microblogEmotion, category, tagger];
  assert.deepEqual(new Set(cards.map(({ model }) => model)), new Set(heads.map(({ model }) => model)));
  assert.deepEqual(
    new Set(cards.map(({ title }) => title)),
    new Set(Object.values(cardTexts).map(({ title }) => title)),
  );
  assert.deepEqual(
    [...new Set(cards.map(({ task }) => task))].sort(),
    ["category", "emotion", "entities", "sentiment"],
  );
  for (const { measure, percent } of cards) assert.ok(measure !== "" && percent > 0 && percent <= 100);
});
