import assert from "node:assert/strict";
import { beginsEntity, mapLabels } from "./labels.ts";
import type { LargeTask } from "./tasks.ts";

const mapped = (task: LargeTask, labels: string[]) => [...mapLabels(task, labels).values()];

Deno.test("mapLabels() knows the names that models give to moods, stars among them", () => {
  const ours = ["negative", "neutral", "positive"];
  assert.deepEqual(mapped("sentiment", ["NEG", "NEU", "POS"]), ours);
  assert.deepEqual(mapped("sentiment", ["Negative", "Neutral", "Positive"]), ours);
  assert.deepEqual(mapped("sentiment", ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]), [
    "negative",
    "negative",
    "neutral",
    "positive",
    "positive",
  ]);
});

Deno.test("mapLabels() takes labels without names by their order where that is common", () => {
  const unnamed = (count: number) => Array.from({ length: count }, (_, i) => `LABEL_${i}`);
  assert.deepEqual(mapped("sentiment", unnamed(3)), ["negative", "neutral", "positive"]);
  assert.deepEqual(mapped("emotion", unnamed(4)), ["anger", "joy", "optimism", "sadness"]);
  assert.deepEqual(mapped("entity", unnamed(9)).slice(0, 4), [undefined, "person", "person", "organisation"]);
  assert.throws(() => mapLabels("sentiment", unnamed(2)), /stand for no sentiment: "LABEL_0", "LABEL_1"/);
  assert.throws(() => mapLabels("category", unnamed(12)), /stand for no category/);
});

Deno.test("mapLabels() merges the emotions of GoEmotions, and categories as ours are merged", () => {
  assert.deepEqual(mapped("emotion", ["annoyance", "grief", "love", "curiosity"]), [
    "anger",
    "sadness",
    "love",
    "surprise",
  ]);
  assert.deepEqual(mapped("category", ["diaries_&_daily_life", "family", "music", "news"]), [
    "daily_life",
    "relationships",
    "music",
    "news",
  ]);
});

Deno.test("mapLabels() reads entity tags of CoNLL, WNUT-17 and OntoNotes", () => {
  const tags = ["O", "B-PER", "I-ORG", "B-creative-work", "E-GPE", "S-MISC", "B-corporation", "I-DATE"];
  assert.deepEqual(mapped("entity", tags), [
    undefined,
    "person",
    "organisation",
    "work",
    "place",
    undefined,
    "organisation",
    undefined,
  ]);
  assert.deepEqual(tags.map(beginsEntity), [false, true, false, true, false, true, true, false]);
});

Deno.test("mapLabels() refuses by name what stands for nothing of the task, and what lacks a mood", () => {
  assert.throws(() => mapLabels("emotion", ["joy", "trust", "anticipation"]), {
    name: "Fatal",
    message: 'it has labels that stand for no emotion: "trust", "anticipation"',
  });
  assert.throws(() => mapLabels("sentiment", ["NEGATIVE", "POSITIVE"]), {
    name: "Fatal",
    message: "it has no label for neutral",
  });
});
