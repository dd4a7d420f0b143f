import assert from "node:assert/strict";
import { isNegation } from "./negation.ts";

Deno.test("isNegation() knows words of negation and what ends in n't, and no words that only look alike", () => {
  const negations =
    "not no never cannot nothing nobody none neither nor nowhere without hardly barely dont cant aint " +
    "wouldnt couldn't shouldn't n't";
  for (const form of negations.split(" ")) assert.ok(isNegation(form), form);
  for (
    const form of ["note", "now", "t", "'t", "it", "want", "really", "friendly", "nothings", "", "can", "so"]
  ) {
    assert.ok(!isNegation(form), form);
  }
});
