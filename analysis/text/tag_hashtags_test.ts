import assert from "node:assert/strict";
import { hashForm } from "./hash.ts";
import { surveyHashtag } from "./tag_hashtags.ts";
import { createTagFeatures } from "./tag_view.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";
import { createWordTable } from "./word_table.ts";

const nothing = { fine: 0, coarse: 0, sense: 0, field: 0, capital: 0, lists: 0, part: 0 };
const words = createWordTable([
  { ...nothing, hash: hashForm("marie"), lists: 1 },
  { ...nothing, hash: hashForm("curie"), lists: 2, sense: 5, field: 3 },
  { ...nothing, hash: hashForm("london"), lists: 4, sense: 7, field: 6 },
]);

function survey(text: string): number[] {
  const units = createUnits();
  const features = createTagFeatures();
  readUnits(text, tokenise(text), units);
  surveyHashtag(text, units, 0, words, features);
  return [features.senses[1]!, features.fields[1]!, features.lists[1]!];
}

Deno.test("a hashtag means what its word does, or the last of its words, whose lists tell first and last apart", () => {
  assert.deepEqual(survey("#london"), [7, 6, 4]);
  assert.deepEqual(survey("#LONDON"), [7, 6, 4]);
  assert.deepEqual(survey("#MarieCurie"), [5, 3, (1 << 8) | (2 << 16)]);
  assert.deepEqual(survey("#MarieAndCurie"), [5, 3, (1 << 8) | (2 << 16)]);
  assert.deepEqual(survey("#CurieXyz"), [0, 0, 2 << 8]);
  assert.deepEqual(survey("#mariecurie"), [0, 0, 0]);
});
