import assert from "node:assert/strict";
import { languageTagOf } from "./fields.ts";

Deno.test("languageTagOf() takes what a post may state, and nothing that has no end", () => {
  for (const tag of ["en", "pt-BR", "zh-Hant-TW", "de_DE", "sgn-CH-de"]) {
    assert.equal(languageTagOf(tag), tag);
  }
  const none = ["", "english", "e", "en-", "en--US", `en${"-abcdefgh".repeat(10_000)}`, 5, null, undefined];
  for (const value of none) assert.equal(languageTagOf(value), undefined);
});
