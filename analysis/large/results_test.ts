import assert from "node:assert/strict";
import { analysePost } from "../text/analyse.ts";
import { candidateOf } from "./candidates.ts";
import { mapLabels } from "./labels.ts";
import { resultOf } from "./results.ts";

const candidate = (post: { title?: string; text: string }) => candidateOf(0, post, analysePost(post))!;
const day = candidate({ text: "a day" });

Deno.test("resultOf() adds labels up that share out one, such as stars", () => {
  const names = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"];
  const labels = mapLabels("sentiment", names);
  const scores = Object.fromEntries([0.1, 0.2, 0.05, 0.25, 0.4].map((score, i) => [names[i]!, score]));
  assert.deepEqual(resultOf("sentiment", day, { scores }, { model: "stars@1", labels }), {
    sentiment: {
      label: "positive",
      negative: 0.3,
      neutral: 0.05,
      positive: 0.65,
      polarity: 0.35,
      subjectivity: 0.95,
      model: "stars@1",
    },
  });
});

Deno.test("resultOf() takes the likeliest of labels that stand each for itself", () => {
  const labels = mapLabels("emotion", ["joy", "amusement", "anger"]);
  const scores = { joy: 0.5, amusement: 0.6, anger: 0.55 };
  assert.deepEqual(resultOf("emotion", day, { scores }, { model: "m", labels }), {
    emotion: { label: "joy", scores: { joy: 0.6, anger: 0.55 }, model: "m" },
  });
});

Deno.test("resultOf() places names in title or text, keeps what rules found, and leaves handles and tags alone", () => {
  const labels = mapLabels("entity", ["O", "B-PER", "B-LOC"]);
  const pieces = [["rain", "O"], ["ann", "B-PER"], ["@", "O"], ["bob", "B-PER"], ["oslo", "B-LOC"]].map((
    [word, label],
  ) => ({ word: word!, label: label!, score: 0.987654 }));
  const post = candidate({ title: "Rain for Ann", text: "@bob in Oslo, 5 May 2014" });
  const result = resultOf("entity", post, { pieces }, { model: "ner@1", labels });
  assert.ok("entities" in result);
  assert.deepEqual(result.entities, [
    { text: "Ann", type: "person", start: 9, end: 12, score: 0.9877, field: "title" },
    { text: "@bob", type: "mention", start: 0, end: 4, score: 1 },
    { text: "Oslo", type: "place", start: 8, end: 12, score: 0.9877 },
    { text: "5 May 2014", type: "date", start: 14, end: 24, score: 1 },
  ]);
  assert.deepEqual([result.names.model, result.names.found.length], ["ner@1", 3]);
});
