import assert from "node:assert/strict";
import { mapLabels } from "./labels.ts";
import { spansOf } from "./spans.ts";

const labels = mapLabels("entity", ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "MISC"]);

function spans(text: string, ...pieces: [word: string, label: string][]) {
  const found = spansOf(text, pieces.map(([word, label]) => ({ word, label, score: 0.9 })), labels);
  return found.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

Deno.test("spansOf() finds the pieces of words in the text, as it writes them", () => {
  assert.deepEqual(
    spans(
      "Zoë Saldaña, in São Paulo!",
      ["zoe", "B-PER"],
      ["sal", "I-PER"],
      ["##dana", "O"],
      [",", "O"],
      ["in", "O"],
      ["sao", "B-LOC"],
      ["paulo", "I-LOC"],
      ["!", "O"],
    ),
    ["person Zoë Saldaña", "place São Paulo"],
  );
});

Deno.test("spansOf() takes pieces with the marks of other tokenisers, and goes past what it cannot find", () => {
  assert.deepEqual(
    spans(
      "👋🏽 London London",
      ["ðŁĳĭ", "O"],
      ["[UNK]", "O"],
      [" London", "B-LOC"],
      ["▁Lon", "B-LOC"],
      ["don", "I-LOC"],
    ),
    ["place London", "place London"],
  );
});

Deno.test("spansOf() keeps names apart where one begins, and leaves out types that are none of ours", () => {
  assert.deepEqual(
    spans("ann bob paris xmas", ["ann", "B-PER"], ["bob", "B-PER"], ["paris", "I-LOC"], ["xmas", "MISC"]),
    ["person ann", "person bob", "place paris"],
  );
});

Deno.test("spansOf() gives the mean score of the words", () => {
  const [span] = spansOf("east london", [
    { word: "east", label: "B-LOC", score: 0.6 },
    { word: "london", label: "I-LOC", score: 0.8 },
  ], labels);
  assert.deepEqual(span, { start: 0, end: 11, type: "place", score: 0.7 });
});
