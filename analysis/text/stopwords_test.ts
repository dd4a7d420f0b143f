import assert from "node:assert/strict";
import { stopwordsOf } from "./stopwords.ts";

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const codes = letters.flatMap((first) => letters.map((second) => first + second));

Deno.test("stopwordsOf() finds the list of every language that it names", () => {
  const english = stopwordsOf("en");
  const others = codes.filter((code) => stopwordsOf(code) !== english);
  for (const code of others) assert.ok(stopwordsOf(code).size > english.size, code);
  assert.ok(others.length >= 55, `${others.length} languages`);
});

Deno.test("stopwordsOf() takes the language of a tag, and English where there is none or no list", () => {
  assert.ok(stopwordsOf("nl-BE").has("het") && stopwordsOf("nl").has("the"));
  for (const lang of [undefined, "tlh", "constructor"]) assert.equal(stopwordsOf(lang), stopwordsOf("en"));
});
