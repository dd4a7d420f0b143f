import assert from "node:assert/strict";
import { nearDuplicateHash } from "./near_duplicate.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";

function hashOf(text: string): string | null {
  const units = createUnits();
  readUnits(text, tokenise(text), units);
  return nearDuplicateHash(units);
}

function differing(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
}

const text =
  "The city council voted on Tuesday to close the old bridge for two years of repairs, and nobody is happy";

Deno.test("nearDuplicateHash() is the same for reposts, other links, handles, case and punctuation", () => {
  for (
    const copy of [
      `RT @bob: ${text}`,
      `${text} https://a.b/c`,
      text.toUpperCase(),
      `${text.replace(",", "")}!!!`,
    ]
  ) {
    assert.equal(hashOf(copy), hashOf(text), copy);
  }
});

Deno.test("nearDuplicateHash() differs little for a changed word, and much for another text", () => {
  const changed = hashOf(text.replace("Tuesday", "Monday"))!;
  const other = hashOf("I had pancakes for breakfast and now I need a very long nap before the match")!;
  assert.ok(differing(changed, hashOf(text)!) <= 16);
  assert.ok(differing(other, hashOf(text)!) >= 20);
});

Deno.test("nearDuplicateHash() is null where there are no words", () => {
  for (const empty of ["", "@a @b", "https://a.b/c", "... !!"]) assert.equal(hashOf(empty), null);
});
