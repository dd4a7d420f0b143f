import assert from "node:assert/strict";
import { loadModels } from "../models/load_models.ts";
import { findPhrases } from "./phrases.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";

function phrasesOf(text: string): string[] {
  const units = createUnits();
  readUnits(text, tokenise(text), units);
  return findPhrases(text, units, loadModels().tagger.words).map((phrase) => phrase.text);
}

Deno.test("findPhrases() finds what stands together, best first, as written but in lower case", () => {
  const phrases = phrasesOf(
    "The new climate policy of the city divides voters. A climate policy with high-speed trains is not enough.",
  );
  assert.ok(phrases.includes("new climate policy"));
  assert.ok(phrases.includes("high-speed trains"));
  assert.ok(!phrases.some((phrase) => /\b(?:the|of|that)\b/.test(phrase)));
});

Deno.test("findPhrases() gives at most ten, each once, and none for a text without nouns", () => {
  const many = phrasesOf(
    Array.from({ length: 60 }, (_, i) => `the crimson ${"abcdefghij"[i % 10]}${i} castle`).join(", "),
  );
  assert.equal(many.length, 10);
  assert.equal(new Set(many).size, 10);
  assert.deepEqual(phrasesOf("and then you are not, but why"), []);
});
