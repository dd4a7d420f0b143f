import assert from "node:assert/strict";
import { makerWords } from "./maker_words.ts";

Deno.test("makerWords() names who made moods, and nobody who made none", () => {
  const of = (models: string[], byHand: number, byRule: number) => makerWords({ models, byHand, byRule });
  assert.equal(of(["a-1", "b-2"], 0, 0), "a-1, b-2");
  assert.equal(of(["a-1"], 3, 1200), "a-1, corrected by hand: 3, by a rule: 1,200");
  assert.equal(of(["a-1"], 0, 12), "a-1, corrected by a rule: 12");
  assert.equal(of([], 3, 0), "corrected by hand: 3");
  assert.equal(of([], 0, 0), "no model: none of these posts has a mood");
});
