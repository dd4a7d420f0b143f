import assert from "node:assert/strict";
import { languageName } from "./language_name.ts";

Deno.test("languageName() says languages in words, and codes that it does not know as they are", () => {
  const cases: [string | null, string][] = [
    ["en", "English"],
    ["pt-BR", "Brazilian Portuguese"],
    ["und", "language unknown"],
    ["qme", "language unknown"],
    [null, "language unknown"],
    ["xx", "xx"],
    ["not a code", "not a code"],
  ];
  for (const [code, name] of cases) assert.equal(languageName(code), name);
});
